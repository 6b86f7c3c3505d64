package io.memo.spring.spec;

import io.memo.Memoize;
import io.memo.spring.spec.condition.Expressions;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * All that is said of one method, the strongest first: its properties, what its annotation sets itself, the profile that they name. Each
 * attribute is what the first one says that says anything. Immutable.
 */
final class MethodSettings {

    private final List<Layer> layers;
    private final @Nullable Said<String> unknownProfile;

    private MethodSettings(List<Layer> layers, @Nullable Said<String> unknownProfile) {
        this.layers = layers;
        this.unknownProfile = unknownProfile;
    }

    /**
     * What is said of an attribute.
     *
     * @param where the attribute of the annotation, or the whole name of the property
     * @param value never null
     */
    record Said<T>(String where, T value) {}

    /** @param prefix of the properties, or null for the annotation */
    private record Layer(@Nullable String prefix, MethodProperties properties) {

        <T> @Nullable Said<T> said(String attribute, Function<MethodProperties, @Nullable T> component) {
            T value = component.apply(properties);
            String where = prefix == null ? attribute : prefix + "." + DataObjectPropertyName.toDashedForm(attribute);
            return value == null ? null : new Said<>(where, value);
        }
    }

    /** Returns what is said of the method with the name. */
    static MethodSettings of(Memoize memoize, String name, MethodOverrides methods, MethodOverrides profiles) {
        MethodProperties own = methods.of(name);
        List<Layer> layers = Stream.of(
                        own == null ? null : new Layer(methods.prefix(name), own),
                        new Layer(null, MethodProperties.of(memoize)))
                .filter(Objects::nonNull)
                .toList();
        MethodSettings withoutProfile = new MethodSettings(layers, null);
        Said<String> named = withoutProfile.said("profile", MethodProperties::profile);
        if (named == null || named.value().isEmpty()) {
            return withoutProfile;
        }
        MethodProperties profile = profiles.of(named.value());
        return profile == null
                ? new MethodSettings(layers, named)
                : new MethodSettings(
                        Stream.concat(layers.stream(), Stream.of(new Layer(profiles.prefix(named.value()), profile)))
                                .toList(),
                        null);
    }

    /** Returns the name of a profile that does not exist, or null. */
    @Nullable
    Said<String> unknownProfile() {
        return unknownProfile;
    }

    /**
     * Returns what is said of the attribute, or null if nothing is.
     *
     * @param attribute its name in the annotation
     * @param component it, too
     */
    <T> @Nullable Said<T> said(String attribute, Function<MethodProperties, @Nullable T> component) {
        for (Layer layer : layers) {
            Said<T> said = layer.said(attribute, component);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    /** Returns what is said of the attribute, or the other value if nothing is. */
    <T> T value(Function<MethodProperties, @Nullable T> component, T otherwise) {
        Said<T> said = said("", component);
        return said == null ? otherwise : said.value();
    }

    /** Returns whether anything is said of the attribute. */
    <T> boolean says(Function<MethodProperties, @Nullable T> component) {
        return said("", component) != null;
    }

    /** Returns what is written in SpEL, but for the {@code ttl}. */
    Expressions expressions(Expressions.Written ttl) {
        return new Expressions(
                written("condition", MethodProperties::condition),
                written("unless", MethodProperties::unless),
                written("validate", MethodProperties::validate),
                ttl,
                written("onRelease", MethodProperties::onRelease));
    }

    private Expressions.Written written(String attribute, Function<MethodProperties, @Nullable String> component) {
        Said<String> said = said(attribute, component);
        return said == null ? Expressions.Written.NONE : new Expressions.Written(said.where(), said.value());
    }
}
