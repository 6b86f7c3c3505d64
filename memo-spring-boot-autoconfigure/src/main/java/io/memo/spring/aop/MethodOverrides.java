package io.memo.spring.aop;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Reads {@code memo.methods.<name>.*}. A name has a dot in it, which a bound map would take for a level of its own, so
 * each name is bound by itself: as {@code memo.methods.Quotes.price.ttl} or {@code memo.methods[Quotes.price].ttl}.
 */
final class MethodOverrides {

    private static final String PREFIX = "memo.methods";
    private static final Bindable<MethodProperties> TYPE = Bindable.of(MethodProperties.class);

    private final Environment environment;

    MethodOverrides(Environment environment) {
        this.environment = environment;
    }

    MethodProperties of(String name) {
        Binder binder = Binder.get(environment);
        return binder.bind(ConfigurationPropertyName.of(PREFIX).append("[" + name + "]"), TYPE, null)
                .orElseGet(() -> binder.bind(ConfigurationPropertyName.adapt(PREFIX + "." + name, '.'), TYPE, null)
                        .orElse(MethodProperties.NONE));
    }

    /** Returns a finding for each property whose name begins with none of these names. */
    List<FoundCause> unknown(Collection<String> names) {
        Map<String, String> properties = Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        List<String> known = names.stream().map(MethodOverrides::uniform).toList();
        return properties.keySet().stream()
                .filter(property -> known.stream().noneMatch(uniform(property)::startsWith))
                .map(property -> new FoundCause(
                        FindingCode.UNKNOWN_METHOD,
                        "the property %s.%s".formatted(PREFIX, property),
                        "there are " + new TreeSet<>(names)))
                .toList();
    }

    /** As Boot compares names: without regard to case and dashes. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }
}
