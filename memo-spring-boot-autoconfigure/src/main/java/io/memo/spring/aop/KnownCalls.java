package io.memo.spring.aop;

import io.memo.engine.MethodMemoizer;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the memoizers found so far, by what is called and class. Compares what is called by identity: a proxy passes the same
 * {@code Method} each time, woven code the same join point, and {@code equals} costs more. Immutable: an open hash table of at most
 * half its places.
 */
public final class KnownCalls {

    /** What is called through ever new objects is not remembered beyond this. */
    private static final int MOST = 4096;

    /** The table that knows nothing. */
    public static final KnownCalls NONE = new KnownCalls(new Known[2], 0);

    private final @Nullable Known[] table;
    private final int size;

    /**
     * What is known of calls on objects of a class.
     *
     * @param called what stands for the method, the same object each time
     */
    public record Known(
            Object called, Class<?> targetClass, @Nullable MethodMemoizer memoizer) {}

    private KnownCalls(@Nullable Known[] table, int size) {
        this.table = table;
        this.size = size;
    }

    /** Returns what is known, or null. */
    public @Nullable Known find(Object called, Class<?> targetClass) {
        int mask = table.length - 1;
        int at = System.identityHashCode(called) & mask;
        for (Known known = table[at]; known != null; known = table[at]) {
            if (known.called == called && known.targetClass == targetClass) {
                return known;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Returns a table that knows this too; the same one if it is full. */
    public KnownCalls with(Known added) {
        if (size == MOST || find(added.called, added.targetClass) != null) {
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
        int at = System.identityHashCode(known.called) & mask;
        while (table[at] != null) {
            at = (at + 1) & mask;
        }
        table[at] = known;
    }
}
