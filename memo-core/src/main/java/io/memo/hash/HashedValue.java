package io.memo.hash;

import io.memo.digest.Digest;

/**
 * What hashing a value gives.
 *
 * @param digest the identity of the value
 * @param immutable whether every part of the value proved immutable while it was digested, reflection aside, so that
 *     its digest can never change
 * @param thisProcessOnly whether the digest means nothing outside this process
 * @param bytes how many bytes were digested, which tells about how large the value is
 * @param objects how many objects were written, strings, boxed values and the like not counted, and elements and entries that have no
 *     order; {@link Long#MAX_VALUE} if a hasher was asked, for nobody knows what that costs
 */
public record HashedValue(Digest digest, boolean immutable, boolean thisProcessOnly, long bytes, long objects) {

    /** So many objects at most are few. */
    public static final int FEW_OBJECTS = 8;

    /** So many bytes at most are few. */
    public static final int FEW_BYTES = 256;

    /** Returns whether hashing the value again costs about as much as the rest of a hit: few objects, few bytes, no hasher. */
    public boolean isCheap() {
        return objects <= FEW_OBJECTS && bytes <= FEW_BYTES;
    }
}
