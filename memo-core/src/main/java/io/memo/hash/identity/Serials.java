package io.memo.hash.identity;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that stand for the identity of an object within this process. No number is given twice, so an object that is
 * gone is never mistaken for a later one, as {@link System#identityHashCode} would do; and none keeps its object alive.
 */
public final class Serials {

    private static final AtomicLong NEXT = new AtomicLong();
    private static final WeakIdentityMap<Long> NUMBERS = new WeakIdentityMap<>();

    private static final ClassValue<Long> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return NEXT.incrementAndGet();
        }
    };

    private static final AtomicInteger NEXT_SHAPE = new AtomicInteger();

    private Serials() {}

    /**
     * Returns the number of this very object, the same each time; a box has one of its own, whatever its value. Safe for use by several
     * threads.
     */
    public static long of(Object object) {
        return NUMBERS.getOrMake(object, NEXT::incrementAndGet);
    }

    /** Returns the number of a class, by which two hidden classes of one name are told apart. */
    public static long ofClass(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    /** Returns a number for the shape of a class; who asks keeps it. */
    static int nextShape() {
        return NEXT_SHAPE.incrementAndGet();
    }
}
