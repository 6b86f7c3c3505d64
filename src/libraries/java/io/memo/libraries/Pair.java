package io.memo.libraries;

import java.util.function.Supplier;

/**
 * Two values that a method can tell apart.
 *
 * @param one makes the first, a new one each time
 * @param other makes the second, likewise
 */
record Pair(String name, Supplier<Object> one, Supplier<Object> other) {

    static Pair of(String name, Supplier<Object> one, Supplier<Object> other) {
        return new Pair(name, one, other);
    }

    @Override
    public String toString() {
        return name;
    }
}
