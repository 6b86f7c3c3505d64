package io.memo.hash.walk;

import io.memo.hash.Makeup;
import io.memo.hash.StructuralHasher;

/**
 * How the values of one class are written, decided once for the class. Safe for use by several threads.
 *
 * <p>A leaf is written at once. A node that has values of its own puts a {@link Frame} on the stack of the pass
 * instead, so that no depth of a graph costs depth of the call stack.
 */
@FunctionalInterface
public interface Encoder {

    /** Writes the value, or pushes the frame that will; returns whether it pushed one. */
    boolean encode(Object value, EncodingPass pass);

    /** Returns whether the values hold nothing that is counted apart; see {@code Leaf}. */
    default boolean isLeaf() {
        return false;
    }

    /**
     * Returns what the value is made of; a whole, unless it counts by its fields and by nothing else.
     *
     * @param hasher decides of other values
     */
    default Makeup makeup(Object value, StructuralHasher hasher) {
        return Makeup.Whole.INSTANCE;
    }
}
