package io.memo.hash.format;

import io.memo.digest.DigestAlgorithm;

/**
 * The encodings of some values, one behind the other: where they are short, they can stand for the values themselves.
 * Not thread-safe; confined to one computation.
 */
public final class Encodings {

    private final Buffer out;
    private boolean thisProcessOnly;
    private boolean lookedBeyond;

    /**
     * Makes a place for encodings.
     *
     * @param algorithm what digests the parts of them that are long
     */
    public Encodings(DigestAlgorithm algorithm) {
        this.out = new Buffer(algorithm);
    }

    /** Returns the buffer itself, for who writes an encoding; what wrote it must be given to {@link #note}. */
    public Buffer out() {
        return out;
    }

    /** Takes over what the sink noted of an encoding that it wrote. */
    public void note(NotingSink sink) {
        thisProcessOnly |= sink.isThisProcessOnly();
        lookedBeyond |= sink.dependsOnObserved();
    }

    /** Returns what digests the parts that are long. */
    public DigestAlgorithm algorithm() {
        return out.algorithm();
    }

    /** Returns how many bytes there are. */
    public int size() {
        return out.size();
    }

    /**
     * Replaces what was written from there on by its digest if it has more bytes than that. What comes of it ends by
     * itself, and no value has the same encoding.
     */
    public void shorten(int from, int limit) {
        if (out.size() - from > limit) {
            out.collapse(from, Format.DIGEST);
        }
    }

    /** Returns what was written from there on, a new array. */
    public byte[] copyFrom(int from) {
        return out.copyFrom(from);
    }

    /** Writes what was copied from such a place. */
    public void putCopy(byte[] encoding) {
        out.putRaw(encoding);
    }

    /** Writes a mark between 0 and 255, which is the encoding of no value. */
    public void putMark(int mark) {
        out.putByte(Format.END);
        out.putByte(mark);
    }

    /** Returns all the bytes, a new array. */
    public byte[] toBytes() {
        return out.copyFrom(0);
    }

    /** Returns whether any of the encodings means nothing outside this process. */
    public boolean isThisProcessOnly() {
        return thisProcessOnly;
    }

    /**
     * Returns whether any of the encodings shows what may change while the values stay the same: the answer of a user's
     * hasher, or what a named object holds.
     */
    public boolean dependsOnObserved() {
        return lookedBeyond;
    }
}
