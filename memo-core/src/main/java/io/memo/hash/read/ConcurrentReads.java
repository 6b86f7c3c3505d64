package io.memo.hash.read;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections of the JDK. Whatever they throw comes of another thread that changes them meanwhile: besides
 * {@code ConcurrentModificationException} that may be anything from a missing element to a null where there is none.
 */
public final class ConcurrentReads {

    /** The collection could not be read to its end; reading it anew may help. */
    public static final class Disturbed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Disturbed(RuntimeException cause) {
            super(null, cause, false, false);
        }
    }

    /** An iterator whose failures are {@link Disturbed}. */
    public static final class Elements {

        private final Iterator<? extends @Nullable Object> iterator;

        private Elements(Iterator<? extends @Nullable Object> iterator) {
            this.iterator = iterator;
        }

        public boolean hasNext() {
            try {
                return iterator.hasNext();
            } catch (RuntimeException e) {
                throw new Disturbed(e);
            }
        }

        public @Nullable Object next() {
            try {
                return iterator.next();
            } catch (RuntimeException e) {
                throw new Disturbed(e);
            }
        }
    }

    private ConcurrentReads() {}

    /**
     * Returns the elements of a collection, read as they are asked for.
     *
     * @throws Disturbed if it gives no iterator
     */
    public static Elements of(Iterable<? extends @Nullable Object> iterable) {
        return new Elements(read(iterable::iterator));
    }

    /** Returns the elements of an array, which no other thread can take away. */
    public static Elements ofArray(@Nullable Object[] array) {
        return new Elements(new Iterator<@Nullable Object>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < array.length;
            }

            @Override
            public @Nullable Object next() {
                if (next >= array.length) {
                    throw new NoSuchElementException();
                }
                return array[next++];
            }
        });
    }

    /** Returns what an entry of a map holds by now. */
    public static Map.Entry<@Nullable Object, @Nullable Object> entry(@Nullable Object entry) {
        return read(() -> new SimpleImmutableEntry<>((Map.Entry<?, ?>) Objects.requireNonNull(entry)));
    }

    /**
     * Returns what the reader does.
     *
     * @throws Disturbed in place of any {@link RuntimeException} that it throws; errors are thrown as they are
     */
    public static <T> T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (RuntimeException e) {
            throw new Disturbed(e);
        }
    }

    /**
     * Runs the reader.
     *
     * @throws Disturbed as {@link #read} does
     */
    public static void run(Runnable reader) {
        try {
            reader.run();
        } catch (RuntimeException e) {
            throw new Disturbed(e);
        }
    }
}
