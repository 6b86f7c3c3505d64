package io.memo.spring.weaving;

import io.memo.engine.MethodMemoizer;
import org.aspectj.lang.JoinPoint;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the memoizers found so far, by join point and class. A woven method has one static part, which is compared by identity.
 * Immutable: an open hash table of at most half its places.
 */
final class KnownExecutions {

    /** Executions on ever new classes are not remembered beyond this. */
    private static final int MOST = 4096;

    static final KnownExecutions NONE = new KnownExecutions(new Known[2], 0);

    private final @Nullable Known[] table;
    private final int size;

    /** What is known of executions of a method on objects of a class. */
    record Known(
            JoinPoint.StaticPart execution,
            Class<?> type,
            @Nullable MethodMemoizer memoizer) {}

    private KnownExecutions(@Nullable Known[] table, int size) {
        this.table = table;
        this.size = size;
    }

    /** Returns what is known, or null. */
    @Nullable
    Known find(JoinPoint.StaticPart execution, Class<?> type) {
        int mask = table.length - 1;
        int at = System.identityHashCode(execution) & mask;
        for (Known known = table[at]; known != null; known = table[at]) {
            if (known.execution == execution && known.type == type) {
                return known;
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Returns a table that knows this too; the same one if it is full. */
    KnownExecutions with(Known added) {
        if (size == MOST || find(added.execution, added.type) != null) {
            return this;
        }
        @Nullable Known[] larger = new Known[2 * (size + 1) > table.length ? 2 * table.length : table.length];
        for (Known known : table) {
            if (known != null) {
                put(larger, known);
            }
        }
        put(larger, added);
        return new KnownExecutions(larger, size + 1);
    }

    private static void put(@Nullable Known[] table, Known known) {
        int mask = table.length - 1;
        int at = System.identityHashCode(known.execution) & mask;
        while (table[at] != null) {
            at = (at + 1) & mask;
        }
        table[at] = known;
    }
}
