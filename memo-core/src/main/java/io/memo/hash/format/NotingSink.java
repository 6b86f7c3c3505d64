package io.memo.hash.format;

/** A sink that is told on the way what kind of value it is that is written. */
public abstract class NotingSink extends BufferSink {

    private boolean mutable;
    private boolean thisProcessOnly;
    private boolean lookedBeyond;
    private boolean fromOutside;
    private int answers;

    public NotingSink(Buffer out) {
        super(out);
    }

    /** Notes that a part of the value can change. */
    public void mutable() {
        mutable = true;
    }

    public boolean isMutable() {
        return mutable;
    }

    /** Puts the bit back to what it was: what was written since cannot be reached by anyone else. */
    public void mutable(boolean before) {
        mutable = before;
    }

    /** Notes that what is written means nothing in another process. */
    public void thisProcessOnly() {
        thisProcessOnly = true;
    }

    public boolean isThisProcessOnly() {
        return thisProcessOnly;
    }

    /** Notes that code of the application was asked what a part of the value is. */
    public void dependedOnObserved() {
        lookedBeyond = true;
    }

    public boolean dependsOnObserved() {
        return lookedBeyond;
    }

    /**
     * Notes that what is written depends on what is not part of the value, and may be another thing later: what is loaded by now, what
     * has which name.
     */
    public void dependsOnLoadedState() {
        fromOutside = true;
    }

    /** Returns whether the value proved immutable and will be written the same way for good. */
    public boolean isForGood() {
        return !mutable && !thisProcessOnly && !lookedBeyond && !fromOutside;
    }

    /** Notes that the answer of a hasher begins, or has ended: what it holds is not held by the value. */
    public void answering(boolean begins) {
        answers += begins ? 1 : -1;
    }

    public boolean isAnswering() {
        return answers > 0;
    }
}
