package io.memo.returns.jdk;

import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable collections and maps of the JDK that read as given ones: each holds a table of the same kind, filled with the frozen elements, behind the
 * wrapper of {@code java.util.Collections} that shows as much of it. Nobody else has that table.
 */
public final class FrozenCollections {

    /** They say that they have an order, and count as sets and maps that have none. */
    private static final Class<?> SINGLETON = Collections.singleton(0).getClass();

    private static final Class<?> SINGLETON_MAP = Collections.singletonMap(0, 0).getClass();

    private FrozenCollections() {}

    /** Returns whether nothing can be put into such a collection or taken out. */
    public static boolean isFixed(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.equals("java.util.Collections$CopiesList");
    }

    public static Object set(Object source, @Nullable Object[] elements, Pass pass) {
        Set<?> set = (Set<?>) source;
        if (isFixed(set.getClass()) && Shapes.isSame(set.toArray(), elements)) {
            return set;
        }
        Set<?> frozen = wrapped(set, elements, pass);
        if (frozen.size() != elements.length) {
            throw lost(source);
        }
        return frozen;
    }

    private static Set<?> wrapped(Set<?> set, @Nullable Object[] elements, Pass pass) {
        if (set instanceof SortedSet<?> sorted) {
            TreeSet<Object> table = new TreeSet<>(unchanging(sorted.comparator(), set, pass));
            table.addAll(Arrays.asList(elements));
            return Collections.unmodifiableNavigableSet(table);
        }
        if (set instanceof EnumSet<?> enums) {
            return Collections.unmodifiableSet(enums.clone());
        }
        if (set instanceof CopyOnWriteArraySet) {
            return Collections.unmodifiableSet(new CopyOnWriteArraySet<>(Arrays.asList(elements)));
        }
        boolean ordered = set instanceof LinkedHashSet
                || (!(set instanceof HashSet)
                        && set.getClass() != SINGLETON
                        && set.spliterator().hasCharacteristics(Spliterator.ORDERED));
        return ordered
                ? (Set<?>) Unmodifiable.sequenced(Unmodifiable.linked(elements))
                : Collections.unmodifiableSet((Set<?>) HashTables.hashed(HashSet::new, elements));
    }

    public static Object map(Object source, @Nullable Object[] entries, Pass pass) {
        Map<?, ?> map = (Map<?, ?>) source;
        if (isFixed(map.getClass()) && Shapes.isSame(Shapes.entries(map), entries)) {
            return map;
        }
        Map<?, ?> frozen = wrapped(map, entries, pass);
        if (2 * frozen.size() != entries.length) {
            throw lost(source);
        }
        return frozen;
    }

    private static Map<?, ?> wrapped(Map<?, ?> map, @Nullable Object[] entries, Pass pass) {
        if (map instanceof SortedMap<?, ?> sorted) {
            TreeMap<Object, Object> table = new TreeMap<>(unchanging(sorted.comparator(), map, pass));
            Shapes.put(table, entries);
            return Collections.unmodifiableNavigableMap(table);
        }
        if (map instanceof EnumMap<?, ?> enums) {
            return Collections.unmodifiableMap(refilled(enums.clone(), entries));
        }
        if (map instanceof LinkedHashMap<?, ?> linked && isInAccessOrder(linked)) {
            throw new Refusal(map, "reading it changes its order", "return new LinkedHashMap<>(…) of it");
        }
        if (map instanceof LinkedHashMap) {
            return (Map<?, ?>) Unmodifiable.sequenced(Unmodifiable.linkedMap(entries));
        }
        if (map instanceof Hashtable<?, ?> table) {
            // Not refilled: its order depends on the order in which it was filled, too.
            @SuppressWarnings("unchecked")
            Map<Object, Object> clone = (Map<Object, Object>) table.clone();
            Shapes.put(clone, entries);
            return Collections.unmodifiableMap(clone);
        }
        if (map instanceof ConcurrentHashMap) {
            return Collections.unmodifiableMap(HashTables.hashedMap(ConcurrentHashMap::new, entries));
        }
        boolean ordered = !(map instanceof HashMap)
                && map.getClass() != SINGLETON_MAP
                && map.keySet().spliterator().hasCharacteristics(Spliterator.ORDERED);
        return ordered
                ? (Map<?, ?>) Unmodifiable.sequenced(Unmodifiable.linkedMap(entries))
                : Collections.unmodifiableMap(HashTables.hashedMap(HashMap::new, entries));
    }

    @SuppressWarnings("unchecked")
    private static Map<?, ?> refilled(Map<?, ?> map, @Nullable Object[] entries) {
        Map<Object, Object> table = (Map<Object, Object>) map;
        table.clear();
        Shapes.put(table, entries);
        return table;
    }

    /** Looked for by reading an entry of a map that is made like it. */
    private static boolean isInAccessOrder(LinkedHashMap<?, ?> map) {
        @SuppressWarnings("unchecked")
        LinkedHashMap<Object, Object> probe = (LinkedHashMap<Object, Object>) map.clone();
        probe.clear();
        probe.put(1, 1);
        probe.put(2, 2);
        probe.get(1);
        return probe.keySet().iterator().next().equals(2);
    }

    /** What is neither a list nor a set: a queue, or the values of a map. */
    public static Object collection(Object source, @Nullable Object[] elements, Pass pass) {
        if (source instanceof ArrayDeque) {
            return Collections.unmodifiableCollection(new ArrayDeque<>(Arrays.asList(elements)));
        }
        if (source instanceof PriorityQueue<?> queue) {
            PriorityQueue<Object> table =
                    new PriorityQueue<>(Math.max(1, elements.length), unchanging(queue.comparator(), source, pass));
            table.addAll(Arrays.asList(elements));
            return Collections.unmodifiableCollection(table);
        }
        String name = source.getClass().getName();
        if (name.endsWith("$Values") || name.endsWith("$LinkedValues")) {
            return Collections.unmodifiableCollection(values((Collection<?>) source, elements));
        }
        throw new Refusal(source, "a queue of this kind has no unmodifiable form", "return a list: List.copyOf(…)");
    }

    /** The values of a map by number: in this order, and as ordered as those of the map were. */
    private static Collection<?> values(Collection<?> source, @Nullable Object[] elements) {
        boolean ordered = source.spliterator().hasCharacteristics(Spliterator.ORDERED);
        Map<Object, Object> numbered = ordered ? new LinkedHashMap<>() : new HashMap<>(2 * elements.length + 1);
        for (int i = 0; i < elements.length; i++) {
            numbered.put(i, elements[i]);
        }
        return numbered.values();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Comparator<Object> unchanging(
            @Nullable Comparator<?> comparator, Object owner, Pass pass) {
        pass.requireImmutable(comparator, owner, "comparator");
        return (Comparator<Object>) comparator;
    }

    private static Refusal lost(Object source) {
        return new Refusal(
                source, "elements of it are equal to each other: they were changed after they were added", "");
    }
}
