package io.memo.returns.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes unmodifiable collections that read as the ones that they stand for. */
public final class Unmodifiable {

    private static final @Nullable MethodHandle SEQUENCED_SET = sequenced("Set");
    private static final @Nullable MethodHandle SEQUENCED_MAP = sequenced("Map");
    private static final @Nullable MethodHandle SEQUENCED_COLLECTION = sequenced("Collection");

    private static final int FIRST = 16;
    private static final int MOST = 1 << 24;

    private Unmodifiable() {}

    /** Those of Java 21. */
    private static @Nullable MethodHandle sequenced(String kind) {
        try {
            Class<?> type = Class.forName("java.util.Sequenced" + kind);
            return MethodHandles.publicLookup()
                    .findStatic(Collections.class, "unmodifiableSequenced" + kind, MethodType.methodType(type, type))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Returns the wrapper of a set or map that has a first and a last element, which one can ask for from Java 21 on. */
    public static Object sequenced(Object inside) {
        try {
            if (inside instanceof Map<?, ?> map) {
                MethodHandle wrap = SEQUENCED_MAP;
                return wrap == null ? Collections.unmodifiableMap(map) : (Object) wrap.invokeExact(inside);
            }
            if (inside instanceof Set<?> set) {
                MethodHandle wrap = SEQUENCED_SET;
                return wrap == null ? Collections.unmodifiableSet(set) : (Object) wrap.invokeExact(inside);
            }
            MethodHandle wrap = SEQUENCED_COLLECTION;
            return wrap == null
                    ? Collections.unmodifiableCollection((Collection<?>) inside)
                    : (Object) wrap.invokeExact(inside);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a list of the elements, null among them or not. */
    public static List<?> list(@Nullable Object[] elements) {
        return Arrays.stream(elements).toList();
    }

    /** Returns a set of the elements that has their order by itself. */
    static Set<?> linked(@Nullable Object[] elements) {
        return new LinkedHashSet<>(Arrays.asList(elements));
    }

    /** Returns a map of the entries that has their order by itself. */
    static Map<?, ?> linkedMap(@Nullable Object[] entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        put(map, entries);
        return map;
    }

    /**
     * Returns a hash table that has the elements in this order: that of a table depends on its size, which it does not tell. If no usual
     * size gives the order, it is another one.
     *
     * @param sized makes an empty table for so many elements
     */
    static Collection<Object> hashed(IntFunction<Collection<Object>> sized, @Nullable Object[] elements) {
        Collection<Object> first = null;
        for (int size = FIRST; size <= largest(elements.length); size *= 2) {
            Collection<Object> table = sized.apply(size);
            table.addAll(Arrays.asList(elements));
            if (isInOrder(table, elements)) {
                return table;
            }
            first = first == null ? table : first;
        }
        for (int size = FIRST / 2; size >= 1; size /= 2) {
            Collection<Object> table = sized.apply(size);
            table.addAll(Arrays.asList(elements));
            if (isInOrder(table, elements)) {
                return table;
            }
        }
        return first == null ? sized.apply(FIRST) : first;
    }

    /** Returns the same of a map. */
    static Map<Object, Object> hashedMap(IntFunction<Map<Object, Object>> sized, @Nullable Object[] entries) {
        Map<Object, Object> first = null;
        @Nullable Object[] keys = new @Nullable Object[entries.length / 2];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = entries[2 * i];
        }
        for (int size = FIRST; size <= largest(keys.length); size *= 2) {
            Map<Object, Object> table = sized.apply(size);
            put(table, entries);
            if (isInOrder(table.keySet(), keys)) {
                return table;
            }
            first = first == null ? table : first;
        }
        for (int size = FIRST / 2; size >= 1; size /= 2) {
            Map<Object, Object> table = sized.apply(size);
            put(table, entries);
            if (isInOrder(table.keySet(), keys)) {
                return table;
            }
        }
        return first == null ? sized.apply(FIRST) : first;
    }

    static void put(Map<Object, Object> map, @Nullable Object[] entries) {
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
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
