package io.memo.returns.jdk;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hash tables in the order of others. The JDK makes the table of a copy for the present size; that of the source may be larger, as it grew or was asked to be, and
 * then the order is another one.
 */
final class HashTables {

    private static final int FIRST = 16;
    private static final int MOST = 1 << 24;

    private HashTables() {}

    static Object copy(HashMap<?, ?> source) {
        Object clone = source.clone();
        return ordered(source, (Map<?, ?>) clone, HashMap::new);
    }

    static Object copy(HashSet<?> source) {
        Object clone = source.clone();
        return ordered(source, (Set<?>) clone, HashSet::new);
    }

    /** Not by {@code clone}, which keeps what the source falls back to. */
    static Object copy(Properties source) {
        return hashedMap(Properties::new, Shapes.entries(source));
    }

    static Object copy(ConcurrentHashMap<?, ?> source) {
        return ordered(source, new ConcurrentHashMap<>(source), ConcurrentHashMap::new);
    }

    static Object copy(ConcurrentHashMap.KeySetView<?, ?> source) {
        Set<Object> copy = ConcurrentHashMap.newKeySet();
        copy.addAll(source);
        return ordered(source, copy, ConcurrentHashMap::newKeySet);
    }

    private static Object ordered(Map<?, ?> source, Map<?, ?> copy, IntFunction<Map<Object, Object>> sized) {
        return isInOrder(copy.keySet(), source.keySet().toArray()) ? copy : hashedMap(sized, Shapes.entries(source));
    }

    private static Object ordered(Set<?> source, Set<?> copy, IntFunction<Collection<Object>> sized) {
        @Nullable Object[] elements = source.toArray();
        return isInOrder(copy, elements) ? copy : hashed(sized, elements);
    }

    /**
     * Returns a hash table that has the elements in this order: that of a table depends on its size, which it does not tell. If no usual
     * size gives the order, it is another one.
     *
     * @param sized makes an empty table for so many elements
     */
    static Collection<Object> hashed(IntFunction<Collection<Object>> sized, @Nullable Object[] elements) {
        return firstInOrder(
                size -> {
                    Collection<Object> table = sized.apply(size);
                    table.addAll(Arrays.asList(elements));
                    return table;
                },
                table -> table,
                elements);
    }

    /** Returns the same of a map. */
    static Map<Object, Object> hashedMap(IntFunction<Map<Object, Object>> sized, @Nullable Object[] entries) {
        @Nullable Object[] keys = new @Nullable Object[entries.length / 2];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = entries[2 * i];
        }
        return firstInOrder(
                size -> {
                    Map<Object, Object> table = sized.apply(size);
                    Shapes.put(table, entries);
                    return table;
                },
                Map::keySet,
                keys);
    }

    /** Returns the first table in this order, the usual size first, then larger and smaller ones; that of the usual size if there is none. */
    private static <T> T firstInOrder(
            IntFunction<T> filled, Function<T, Collection<?>> read, @Nullable Object[] elements) {
        T usual = filled.apply(FIRST);
        if (isInOrder(read.apply(usual), elements)) {
            return usual;
        }
        IntStream larger = IntStream.iterate(2 * FIRST, size -> size <= largest(elements.length), size -> 2 * size);
        IntStream smaller = IntStream.iterate(FIRST / 2, size -> size >= 1, size -> size / 2);
        return IntStream.concat(larger, smaller)
                .mapToObj(filled)
                .filter(table -> isInOrder(read.apply(table), elements))
                .findFirst()
                .orElse(usual);
    }

    private static int largest(int elements) {
        return (int) Math.min(MOST, FIRST + 64L * Integer.highestOneBit(Math.max(1, elements)));
    }

    private static boolean isInOrder(Collection<?> table, @Nullable Object[] elements) {
        int next = 0;
        for (Object element : table) {
            if (next == elements.length || element != elements[next++]) {
                return false;
            }
        }
        return next == elements.length;
    }
}
