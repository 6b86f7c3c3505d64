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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Reads {@code memo.methods.<name>.*} or {@code memo.profiles.<name>.*}. A name may have a dot in it, which a bound map would take for a level
 * of its own, so each name is bound by itself: as {@code memo.methods.Quotes.price.ttl} or {@code memo.methods[Quotes.price].ttl}.
 */
final class MethodOverrides {

    private static final Bindable<MethodProperties> TYPE = Bindable.of(MethodProperties.class);
    private static final List<String> ATTRIBUTES = Stream.of(MethodProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(DataObjectPropertyName::toDashedForm)
            .toList();
    private static final String PROFILE = "profile";

    private final Environment environment;
    private final String prefix;

    private MethodOverrides(Environment environment, String prefix) {
        this.environment = environment;
        this.prefix = prefix;
    }

    /** Those of single methods. */
    static MethodOverrides ofMethods(Environment environment) {
        return new MethodOverrides(environment, "memo.methods");
    }

    /** Those of profiles. */
    static MethodOverrides ofProfiles(Environment environment) {
        return new MethodOverrides(environment, "memo.profiles");
    }

    /** Returns what is said under the name, or null if nothing is. */
    @Nullable
    MethodProperties of(String name) {
        Binder binder = Binder.get(environment);
        return binder.bind(bracketed(name), TYPE, null)
                .orElseGet(() -> binder.bind(dotted(name), TYPE, null).orElse(null));
    }

    /** Returns what the properties under the name begin with, without the last dot. */
    String prefix(String name) {
        return prefix + "." + name;
    }

    private ConfigurationPropertyName bracketed(String name) {
        return ConfigurationPropertyName.of(prefix).append("[" + name + "]");
    }

    private ConfigurationPropertyName dotted(String name) {
        return ConfigurationPropertyName.adapt(prefix(name), '.');
    }

    /** Returns the names under which something is said, as far as they can be listed. */
    SortedSet<String> names() {
        return properties()
                .map(property -> withoutLast(withoutIndex(property)))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns a finding for each property that is about none of these names, or says what cannot be said. */
    List<StartupFinding> unknown(Collection<String> names) {
        return properties()
                .flatMap(property -> unknown(property, names).stream())
                .distinct()
                .toList();
    }

    private Stream<String> properties() {
        return Binder.get(environment)
                .bind(prefix, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .keySet()
                .stream();
    }

    /** Returns a finding for each property of a profile that says what cannot be said. */
    List<StartupFinding> unknownOfProfiles() {
        Set<String> names = names();
        return Stream.concat(
                        unknown(names).stream(),
                        properties()
                                .filter(property -> uniform(property).endsWith("." + PROFILE))
                                .map(property -> found(
                                        FindingCode.UNKNOWN_PROPERTY, property, "a profile takes nothing of another")))
                .toList();
    }

    private Optional<StartupFinding> unknown(String property, Collection<String> names) {
        String written = withoutIndex(property);
        List<String> meant = names.stream()
                .filter(name -> (uniform(written) + ".").startsWith(uniform(name) + "."))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        if (meant.isEmpty()) {
            return Optional.of(
                    found(FindingCode.UNKNOWN_METHOD, property, NearestName.told(withoutLast(written), names)));
        }
        if (meant.stream().anyMatch(name -> isAttribute(rest(written, name)))) {
            return Optional.empty();
        }
        String attribute = rest(written, meant.get(0));
        return Optional.of(found(FindingCode.UNKNOWN_PROPERTY, property, meant(attribute)));
    }

    /** Dashes are no letters that may be wrong. */
    private static String meant(String attribute) {
        Map<String, String> dashed =
                ATTRIBUTES.stream().collect(Collectors.toMap(MethodOverrides::uniform, name -> name));
        return NearestName.of(attribute, dashed.keySet())
                .map(nearest -> "the nearest is " + dashed.get(nearest))
                .orElseGet(() -> NearestName.told(attribute, ATTRIBUTES));
    }

    private static String withoutIndex(String property) {
        return property.replaceFirst("(\\.|\\[)\\d+]?$", "");
    }

    private static String withoutLast(String property) {
        int dot = property.lastIndexOf('.');
        return dot < 0 ? property : property.substring(0, dot);
    }

    private StartupFinding found(FindingCode code, String property, String cause) {
        return new StartupFinding(code, "the property %s.%s".formatted(prefix, property), cause);
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
