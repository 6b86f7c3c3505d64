package io.memo.hash;

import io.memo.digest.Digest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that stand for the identity of an object within this process. No number is given twice, so an object that is
 * gone is never mistaken for a later one, as {@link System#identityHashCode} would do; and none keeps its object alive.
 */
final class Serials {

    private static final AtomicLong NEXT = new AtomicLong();
    private static final WeakIdentityMap<Long> NUMBERS = new WeakIdentityMap<>();

    private static final ClassValue<Long> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return NEXT.incrementAndGet();
        }
    };

    private static final AtomicInteger NEXT_SHAPE = new AtomicInteger();
    private static final Map<Digest, Integer> SHAPES = new ConcurrentHashMap<>();

    private Serials() {}

    static long of(Object object) {
        return NUMBERS.getOrMake(object, NEXT::incrementAndGet);
    }

    /** Returns the number of a class, by which two hidden classes of one name are told apart. */
    static long ofClass(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    /**
     * Returns the number of a class by what identifies it and its fields, the same for two classes that are alike, of
     * two loaders say. Numbers stay for good: there are as many as there ever are different classes.
     */
    static int ofShape(Digest shape) {
        return SHAPES.computeIfAbsent(shape, each -> NEXT_SHAPE.incrementAndGet());
    }
}
