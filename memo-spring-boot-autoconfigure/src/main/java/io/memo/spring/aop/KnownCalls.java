package io.memo.spring.aop;

import io.memo.engine.MethodMemoizer;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the memoizers found so far, by method and class. Compares methods by identity: a proxy passes the same {@link Method} each
 * time, and its {@code equals} costs more. Immutable: an open hash table of at most half its places.
 */
final class KnownCalls {

    /** A method that is called through ever new objects is not remembered beyond this. */
    private static final int MOST = 4096;

    static final KnownCalls NONE = new KnownCalls(new Known[2], 0);

    private final @Nullable Known[] table;
    private final int size;

    /** What is known of calls of a method on objects of a class. */
    record Known(
            Method method, Class<?> targetClass, @Nullable MethodMemoizer memoizer) {}

    private KnownCalls(@Nullable Known[] table, int size) {
        this.table = table;
        this.size = size;
    }

    /** Returns what is known, or null. */
    @Nullable
    Known find(Method method, Class<?> targetClass) {
        int mask = table.length - 1;
        int at = System.identityHashCode(method) & mask;
        for (Known known = table[at]; known != null; known = table[at]) {
            if (known.method == method && known.targetClass == targetClass) {
                return known;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Returns a table that knows this too; the same one if it is full. */
    KnownCalls with(Known added) {
        if (size == MOST || find(added.method, added.targetClass) != null) {
            return this;
        }
        @Nullable Known[] larger = new Known[2 * (size + 1) > table.length ? 2 * table.length : table.length];
        for (Known known : table) {
            if (known != null) {
                put(larger, known);
            }
        }
        put(larger, added);
        return new KnownCalls(larger, size + 1);
    }

    private static void put(@Nullable Known[] table, Known known) {
        int mask = table.length - 1;
        int at = System.identityHashCode(known.method) & mask;
        while (table[at] != null) {
            at = (at + 1) & mask;
        }
        table[at] = known;
    }
}
