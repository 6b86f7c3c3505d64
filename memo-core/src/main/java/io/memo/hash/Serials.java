package io.memo.hash;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that stand for the identity of an object within this process. No number is given twice, so an object that is
 * gone is never mistaken for a later one, as {@link System#identityHashCode} would do; and none keeps its object alive.
 */
final class Serials {

    private static final AtomicLong NEXT = new AtomicLong();
    private static final Map<Object, Long> NUMBERS = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

    private static final ClassValue<Long> OF_CLASSES = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            return NEXT.incrementAndGet();
        }
    };

    private static final AtomicInteger NEXT_SHAPE = new AtomicInteger();

    private Serials() {}

    static long of(Object object) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            NUMBERS.remove(gone);
        }
        Long known = NUMBERS.get(new Probe(object));
        if (known != null) {
            return known;
        }
        return NUMBERS.computeIfAbsent(new Key(object), key -> NEXT.incrementAndGet());
    }

    /** Returns the number of a class, by which two hidden classes of one name are told apart. */
    static long ofClass(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    /** Returns a number for the shape of a class; who asks keeps it. */
    static int nextShape() {
        return NEXT_SHAPE.incrementAndGet();
    }

    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object object) {
            super(object, GONE);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && other instanceof Key key && key.get() == mine;
        }
    }

    /** Finds a {@link Key} without making one. */
    private record Probe(Object object) {

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }

        // Asymmetric on purpose: the map asks the one that it looks for.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.get() == object;
        }
    }
}
