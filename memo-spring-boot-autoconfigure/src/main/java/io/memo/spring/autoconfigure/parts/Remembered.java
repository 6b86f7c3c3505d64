package io.memo.spring.autoconfigure.parts;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks once and remembers. Two threads that ask first at the same time may both ask, and are told the same. */
public final class Remembered<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    private Remembered(Supplier<T> source) {
        this.source = source;
    }

    public static <T> Supplier<T> of(Supplier<T> source) {
        return new Remembered<>(source);
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
