package io.memo.hash;

/** A sink that is told on the way what kind of value it is that is written. */
abstract class NotingSink extends BufferSink {

    private boolean mutable;
    private boolean thisProcessOnly;
    private boolean lookedBeyond;
    private boolean fromOutside;
    private int answers;

    NotingSink(Buffer out) {
        super(out);
    }

    /** Notes that a part of the value can change. */
    void mutable() {
        mutable = true;
    }

    boolean isMutable() {
        return mutable;
    }

    /** Puts the bit back to what it was: what was written since cannot be reached by anyone else. */
    void mutable(boolean before) {
        mutable = before;
    }

    /** Notes that what is written means nothing in another process. */
    void thisProcessOnly() {
        thisProcessOnly = true;
    }

    boolean isThisProcessOnly() {
        return thisProcessOnly;
    }

    /** Notes that code of the application was asked what a part of the value is. */
    void lookedBeyond() {
        lookedBeyond = true;
    }

    boolean looksBeyond() {
        return lookedBeyond;
    }

    /**
     * Notes that what is written depends on what is not part of the value, and may be another thing later: what is loaded by now, what
     * has which name.
     */
    void fromOutside() {
        fromOutside = true;
    }

    /** Returns whether the value proved immutable and will be written the same way for good. */
    boolean isForGood() {
        return !mutable && !thisProcessOnly && !lookedBeyond && !fromOutside;
    }

    /** Notes that the answer of a hasher begins, or has ended: what it holds is not held by the value. */
    void answering(boolean begins) {
        answers += begins ? 1 : -1;
    }

    boolean isAnswering() {
        return answers > 0;
    }
}
