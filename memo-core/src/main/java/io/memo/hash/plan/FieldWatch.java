package io.memo.hash.plan;

import org.jspecify.annotations.Nullable;

/**
 * Compares what some fields hold with what they held: references by identity, primitives by their bits. Compares many objects of one
 * class at a time. Generated; stateless.
 *
 * <p>Each object takes a row of references, which begins with the object itself, and a row of numbers.
 */
public abstract class FieldWatch {

    /** For generated classes. */
    protected FieldWatch() {}

    /**
     * Returns whether the fields of all objects of some rows hold what the rows say.
     *
     * @param from where the first row of references begins
     * @param to where the last one ends
     * @param width how long a row of references is
     * @param first where the first row of numbers begins
     * @param numbersWidth how long a row of numbers is
     */
    public abstract boolean same(
            @Nullable Object[] references, int from, int to, int width, long[] numbers, int first, int numbersWidth);
}
