package io.memo.spring.spec;

import io.memo.spring.report.FindingCode;
import io.memo.spring.report.NearestName;
import io.memo.spring.report.StartupFinding;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Reads {@code memo.methods.<name>.*}. A name has a dot in it, which a bound map would take for a level of its own, so
 * each name is bound by itself: as {@code memo.methods.Quotes.price.ttl} or {@code memo.methods[Quotes.price].ttl}.
 */
final class MethodOverrides {

    private static final String PREFIX = "memo.methods";
    private static final Bindable<MethodProperties> TYPE = Bindable.of(MethodProperties.class);
    private static final List<String> ATTRIBUTES = Stream.of(MethodProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(DataObjectPropertyName::toDashedForm)
            .toList();

    private final Environment environment;

    MethodOverrides(Environment environment) {
        this.environment = environment;
    }

    MethodProperties of(String name) {
        Binder binder = Binder.get(environment);
        return binder.bind(bracketed(name), TYPE, null)
                .orElseGet(() -> binder.bind(dotted(name), TYPE, null).orElse(MethodProperties.NONE));
    }

    /** Returns the ttl of a method as it is written, or null if none is. */
    @Nullable
    String writtenTtl(String name) {
        Binder binder = Binder.get(environment);
        return binder.bind(bracketed(name).append("ttl"), Bindable.of(String.class))
                .orElseGet(() -> binder.bind(dotted(name).append("ttl"), Bindable.of(String.class))
                        .orElse(null));
    }

    private static ConfigurationPropertyName bracketed(String name) {
        return ConfigurationPropertyName.of(PREFIX).append("[" + name + "]");
    }

    private static ConfigurationPropertyName dotted(String name) {
        return ConfigurationPropertyName.adapt(PREFIX + "." + name, '.');
    }

    /** Returns a finding for each property that is about none of the methods with these names, or says what cannot be said. */
    List<StartupFinding> unknown(Collection<String> names) {
        return Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .keySet()
                .stream()
                .flatMap(property -> unknown(property, names).stream())
                .distinct()
                .toList();
    }

    private static Optional<StartupFinding> unknown(String property, Collection<String> names) {
        String written = property.replaceFirst("(\\.|\\[)\\d+]?$", "");
        List<String> meant = names.stream()
                .filter(name -> (uniform(written) + ".").startsWith(uniform(name) + "."))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        if (meant.isEmpty()) {
            String name = written.replaceFirst("\\.[^.]*$", "");
            return Optional.of(found(FindingCode.UNKNOWN_METHOD, property, NearestName.told(name, names)));
        }
        if (meant.stream().anyMatch(name -> isAttribute(rest(written, name)))) {
            return Optional.empty();
        }
        String attribute = rest(written, meant.get(0));
        return Optional.of(found(FindingCode.UNKNOWN_PROPERTY, property, NearestName.told(attribute, ATTRIBUTES)));
    }

    private static StartupFinding found(FindingCode code, String property, String cause) {
        return new StartupFinding(code, "the property %s.%s".formatted(PREFIX, property), cause);
    }

    private static boolean isAttribute(String written) {
        return ATTRIBUTES.stream().anyMatch(attribute -> uniform(attribute).equals(written));
    }

    /** What stands behind the name of the method. */
    private static String rest(String written, String name) {
        String all = uniform(written);
        return all.substring(Math.min(all.length(), uniform(name).length() + 1));
    }

    /** As Boot compares names: without regard to case and dashes. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }
}
