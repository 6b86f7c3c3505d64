package io.memo.store.serial;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written in place of values of the JDK that are no {@code Serializable}. A form gives the value when it is read. */
final class Forms {

    /** The binary names of the forms, and of what some of them come back as. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of(Forms.class, Views.class, UnpagedForm.class)
                            .flatMap(
                                    owner -> Stream.concat(Stream.of(owner), Arrays.stream(owner.getDeclaredClasses())))
                            .map(Class::getName),
                    Views.RESULTS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int MOST_COPIES = 10_000;

    private static final String MAP_ENTRY = Map.entry("", "").getClass().getName();

    private Forms() {}

    /** Returns the form of an object, or null if it is written as itself. */
    static @Nullable Object of(Object object) {
        if (object instanceof Optional<?> optional) {
            return new OptionalForm(optional.orElse(null));
        }
        if (object instanceof OptionalInt optional) {
            return new NumberForm(optional.isPresent() ? optional.getAsInt() : null, 'i');
        }
        if (object instanceof OptionalLong optional) {
            return new NumberForm(optional.isPresent() ? optional.getAsLong() : null, 'l');
        }
        if (object instanceof OptionalDouble optional) {
            return new NumberForm(optional.isPresent() ? optional.getAsDouble() : null, 'd');
        }
        String name = object.getClass().getName();
        if (object instanceof Map.Entry<?, ?> entry && name.equals(MAP_ENTRY)) {
            return new EntryForm(entry.getKey(), entry.getValue());
        }
        if (object instanceof List<?> list && name.startsWith("java.util.") && name.endsWith("SubList")) {
            return new ListForm(list.toArray(), name.startsWith("java.util.ImmutableCollections"));
        }
        if (object instanceof List<?> list
                && name.equals("java.util.Collections$CopiesList")
                && list.size() <= MOST_COPIES) {
            return new ListForm(list.toArray(), true);
        }
        Object unpaged = UnpagedForm.of(object);
        return unpaged != null ? unpaged : Views.of(object);
    }

    private record OptionalForm(@Nullable Object value) implements Serializable {

        private Object readResolve() {
            return Optional.ofNullable(value);
        }
    }

    private record NumberForm(@Nullable Number value, char kind) implements Serializable {

        private Object readResolve() {
            return switch (kind) {
                case 'i' -> value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
                case 'l' -> value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
                default -> value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
            };
        }
    }

    private record EntryForm(Object key, Object value) implements Serializable {

        private Object readResolve() {
            return Map.entry(key, value);
        }
    }

    /** A part of a list does not hold on to the rest of it. */
    private record ListForm(Object[] elements, boolean unmodifiable) implements Serializable {

        private Object readResolve() {
            List<Object> list = new ArrayList<>(Arrays.asList(elements));
            return unmodifiable ? Collections.unmodifiableList(list) : list;
        }
    }
}
