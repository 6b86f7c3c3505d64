package io.memo.digest;

/**
 * Bytes in, digest out. Not thread-safe; confined to one computation. After a digest it is ready for the next one.
 *
 * <p>What is hashed is the sequence of bytes, however it is cut into updates, except that numbers may be read in another
 * order of bytes than the byte array of the same content; so callers write the kind of content beside the digest.
 */
public interface Hash {

    /** Every update but the last one of a digest has a multiple of this many bytes. */
    int BLOCK = 1 << 10;

    /**
     * Takes bytes.
     *
     * @throws IllegalStateException if an earlier update was no multiple of {@link #BLOCK}
     */
    void update(byte[] bytes, int from, int length);

    /** Takes all the numbers; nothing may come before or after. */
    void update(long[] values);

    /** Takes all the numbers as {@link Double#doubleToLongBits} has them; nothing may come before or after. */
    void update(double[] values);

    /** Writes the digest into the target, as many bytes as {@link DigestAlgorithm#size} says, and starts anew. */
    void digest(byte[] target, int at);

    /** Returns the digest and starts anew. */
    Digest digest();
}
