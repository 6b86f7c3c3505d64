package io.memo.store.serial;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The forms of what maps and lists of the JDK hand out, and of the map of {@link Collectors#partitioningBy}. Such a view holds on to
 * all of what it is a view of; what comes back is the same view of as much as it shows.
 */
final class Views {

    /** What the forms come back as, which no stream can hold by itself, and views that are serializable. */
    static final Set<String> RESULTS = Set.of(
            "java.util.AbstractMap$SimpleImmutableEntry",
            "java.util.Comparators$NullComparator",
            "java.util.EnumMap$EntrySet",
            "java.util.EnumMap$KeySet",
            "java.util.HashMap$EntrySet",
            "java.util.HashMap$KeySet",
            "java.util.HashMap$Values",
            "java.util.LinkedHashMap$LinkedEntrySet",
            "java.util.LinkedHashMap$LinkedKeySet",
            "java.util.LinkedHashMap$LinkedValues",
            "java.util.LinkedHashMap$ReversedLinkedHashMapView",
            "java.util.LinkedHashSet$1ReverseLinkedHashSetView",
            "java.util.LinkedList$ReverseOrderLinkedListView",
            "java.util.ReverseOrderDequeView",
            "java.util.ReverseOrderListView",
            "java.util.ReverseOrderListView$Rand",
            "java.util.TreeMap$AscendingSubMap",
            "java.util.TreeMap$DescendingSubMap",
            "java.util.TreeMap$EntrySet",
            "java.util.TreeMap$KeySet",
            "java.util.TreeMap$NavigableSubMap",
            "java.util.stream.Collectors$Partition");

    private static final char HASHED = 'h';
    private static final char LINKED = 'l';
    private static final char SORTED = 's';
    private static final char BY_ENUM = 'e';
    private static final String PARTITION = "java.util.stream.Collectors$Partition";

    private Views() {}

    /** Returns the form of a view, or null if the object is none. */
    static @Nullable Object of(Object object) {
        String name = object.getClass().getName();
        if (!name.startsWith("java.util.")) {
            return null;
        }
        if (name.contains("Reverse") && (object instanceof Collection || object instanceof Map)) {
            Object straight = reversed(object);
            return straight == null ? null : new ReversedForm(straight);
        }
        if (object instanceof Serializable && !isViewOfConcurrentMap(name)) {
            return null;
        }
        if (object instanceof Map<?, ?> map && name.equals(PARTITION)) {
            return new PartitionForm(map.get(false), map.get(true));
        }
        if (object instanceof Map.Entry<?, ?> entry) {
            return name.contains("Unmodifiable")
                    ? new AbstractMap.SimpleImmutableEntry<>(entry)
                    : new AbstractMap.SimpleEntry<>(entry);
        }
        // Maps that cannot be changed have those of AbstractMap.
        boolean fixed = name.startsWith("java.util.AbstractMap$") || name.startsWith("java.util.ImmutableCollections$");
        if (object instanceof Set<?> set) {
            return holdsEntries(set, name)
                    ? new EntriesForm(keysAndValues(set), kind(set, name), fixed)
                    : new KeysForm(set.toArray(), kind(set, name), comparator(set), fixed);
        }
        boolean values = object instanceof Collection && !(object instanceof List) && !(object instanceof Queue);
        return values && object instanceof Collection<?> view
                ? new ValuesForm(view.toArray(), kind(view, name) != HASHED, fixed)
                : null;
    }

    private static boolean isViewOfConcurrentMap(String name) {
        return name.equals("java.util.concurrent.ConcurrentHashMap$ValuesView")
                || name.equals("java.util.concurrent.ConcurrentHashMap$EntrySetView");
    }

    private static boolean holdsEntries(Set<?> set, String name) {
        return name.endsWith("EntrySet")
                || name.endsWith("EntrySetView")
                || (name.startsWith("java.util.ImmutableCollections$Map")
                        && !set.isEmpty()
                        && set.iterator().next() instanceof Map.Entry);
    }

    /** Returns which kind of map hands such a view out. */
    private static char kind(Collection<?> view, String name) {
        if (name.startsWith("java.util.EnumMap$")) {
            return view.isEmpty() ? HASHED : BY_ENUM;
        }
        if (view instanceof SortedSet || name.equals("java.util.TreeMap$EntrySet")) {
            return SORTED;
        }
        return view.spliterator().hasCharacteristics(Spliterator.ORDERED) ? LINKED : HASHED;
    }

    private static @Nullable Comparator<?> comparator(Set<?> keys) {
        return keys instanceof SortedSet<?> sorted ? sorted.comparator() : null;
    }

    private static Object[] keysAndValues(Set<?> entries) {
        return entries.stream()
                .map(each -> (Map.Entry<?, ?>) each)
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray();
    }

    /** @param first a key of the map, if it has any */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<Object, Object> map(char kind, @Nullable Comparator<?> comparator, @Nullable Object first) {
        return switch (kind) {
            case SORTED -> new TreeMap<>((Comparator<Object>) comparator);
            case LINKED -> new LinkedHashMap<>();
            case BY_ENUM -> (Map) new EnumMap(((Enum<?>) Objects.requireNonNull(first)).getDeclaringClass());
            default -> new HashMap<>();
        };
    }

    /** Returns what is the other way around; of such a view that is what it was made of. Null before Java 21. */
    private static @Nullable Object reversed(Object sequenced) {
        try {
            String type = sequenced instanceof Map ? "java.util.SequencedMap" : "java.util.SequencedCollection";
            return Class.forName(type).getMethod("reversed").invoke(sequenced);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException
                | IllegalArgumentException e) {
            return null;
        }
    }

    private record ReversedForm(Object straight) implements Serializable {

        private Object readResolve() throws ObjectStreamException {
            Object view = reversed(straight);
            if (view == null) {
                throw new InvalidObjectException("there is nothing the other way around");
            }
            return view;
        }
    }

    private record PartitionForm(
            @Nullable Object no, @Nullable Object yes) implements Serializable {

        private Object readResolve() {
            return Stream.of(false, true)
                    .collect(Collectors.partitioningBy(
                            each -> each, Collectors.collectingAndThen(Collectors.toList(), this::of)));
        }

        private @Nullable Object of(List<Boolean> half) {
            return half.get(0) ? yes : no;
        }
    }

    private record ValuesForm(Object[] values, boolean ordered, boolean fixed) implements Serializable {

        private Object readResolve() {
            Map<Object, Object> map = map(ordered ? LINKED : HASHED, null, null);
            for (Object value : values) {
                map.put(map.size(), value);
            }
            return fixed ? Collections.unmodifiableCollection(map.values()) : map.values();
        }
    }

    private record KeysForm(
            Object[] keys, char kind, @Nullable Comparator<?> comparator, boolean fixed) implements Serializable {

        private Object readResolve() {
            Map<Object, Object> map = map(kind, comparator, keys.length == 0 ? null : keys[0]);
            Arrays.stream(keys).forEach(key -> map.put(key, true));
            return fixed ? Collections.unmodifiableSet(map.keySet()) : map.keySet();
        }
    }

    private record EntriesForm(Object[] keysAndValues, char kind, boolean fixed) implements Serializable {

        private Object readResolve() {
            Map<Object, Object> map = map(kind, null, keysAndValues.length == 0 ? null : keysAndValues[0]);
            for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
                map.put(keysAndValues[i], keysAndValues[i + 1]);
            }
            return fixed ? Collections.unmodifiableMap(map).entrySet() : map.entrySet();
        }
    }
}
