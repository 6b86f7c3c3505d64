package io.memo.hash;

import io.memo.digest.Digest;
import org.jspecify.annotations.Nullable;

/**
 * How named objects of one class are written.
 *
 * @param code the code that the class brings along, or null
 * @param state writes what counts of the object besides its name, or null if nothing does
 */
record NamedEncoding(@Nullable Digest code, @Nullable Encoder state) {

    /** Writes the object as an {@link Encoder} does. */
    boolean encode(Object value, String name, Walk walk) {
        walk.out.putByte(Format.NAMED);
        walk.out.putString(name);
        walk.out.putByte((code == null ? 0 : 1) | (state == null ? 0 : 2));
        if (code != null) {
            walk.out.putDigest(code);
        }
        if (state == null) {
            return false;
        }
        walk.mutable();
        walk.lookedBeyond();
        return state.encode(value, walk);
    }
}
