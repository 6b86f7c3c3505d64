package io.memo.hash.registry;

import io.memo.FieldsIgnored;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fields that somebody said do not count, each as {@code binary name of a class#name of the field}: for objects of the class
 * and its subclasses, wherever the field is declared. Immutable.
 */
public record IgnoredFields(Set<String> names) {

    static final IgnoredFields NONE = new IgnoredFields(Set.of());

    public IgnoredFields {
        names = Set.copyOf(names);
    }

    public static IgnoredFields of(Collection<FieldsIgnored<?>> ignored) {
        return new IgnoredFields(ignored.stream()
                .flatMap(each -> each.fields().stream().map(field -> each.type().getName() + "#" + field))
                .collect(Collectors.toSet()));
    }

    /** Returns whether the field of an object of the class does not count. */
    public boolean contains(Field field, Class<?> type) {
        if (names.isEmpty()) {
            return false;
        }
        Class<?> above = field.getDeclaringClass().getSuperclass();
        for (Class<?> c = type; c != null && c != above; c = c.getSuperclass()) {
            if (names.contains(c.getName() + "#" + field.getName())) {
                return true;
            }
        }
        return false;
    }
}
