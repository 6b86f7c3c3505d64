package io.memo.hash;

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
final class Reading {

    /** The collection could not be read to its end; reading it anew may help. */
    static final class Disturbed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Disturbed(RuntimeException cause) {
            super(null, cause, false, false);
        }
    }

    /** An iterator whose failures are {@link Disturbed}. */
    static final class Elements {

        private final Iterator<? extends @Nullable Object> iterator;

        private Elements(Iterator<? extends @Nullable Object> iterator) {
            this.iterator = iterator;
        }

        boolean hasNext() {
            try {
                return iterator.hasNext();
            } catch (RuntimeException e) {
                throw new Disturbed(e);
            }
        }

        @Nullable
        Object next() {
            try {
                return iterator.next();
            } catch (RuntimeException e) {
                throw new Disturbed(e);
            }
        }
    }

    private Reading() {}

    static Elements of(Iterable<? extends @Nullable Object> iterable) {
        return new Elements(read(iterable::iterator));
    }

    /** Returns the elements of an array, which no other thread can take away. */
    static Elements ofArray(@Nullable Object[] array) {
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
    static Map.Entry<@Nullable Object, @Nullable Object> entry(@Nullable Object entry) {
        return read(() -> new SimpleImmutableEntry<>((Map.Entry<?, ?>) Objects.requireNonNull(entry)));
    }

    static <T> T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (RuntimeException e) {
            throw new Disturbed(e);
        }
    }

    static void run(Runnable reader) {
        try {
            reader.run();
        } catch (RuntimeException e) {
            throw new Disturbed(e);
        }
    }
}
