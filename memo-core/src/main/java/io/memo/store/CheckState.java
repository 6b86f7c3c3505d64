package io.memo.store;

import io.memo.digest.Digest;
import io.memo.hash.Outline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a result that may change, and what its checks found. Safe for use by several threads.
 *
 * <p><b>Marks.</b> A hit that is not checked by its own thread leaves a mark; whoever sets it has to see to it that a check
 * follows. A check takes the mark away before it looks at the result. So a hit that finds the mark set need do nothing: the check is
 * still to come. That read is opaque, the write that takes the mark away is followed by a full fence: a hit that still sees the mark
 * comes before the look.
 */
public final class CheckState {

    private static final VarHandle ALERTED = handle("alerted", Digest.class);
    private static final VarHandle STATE = handle("state", byte.class);

    private static final byte FRESH = 0;
    private static final byte RESTING = 1;
    private static final byte MARKED = 2;

    private final Outline outline;
    private final boolean cheap;
    private volatile long unchangedAtMillis;
    /** The state that was alerted last. */
    private volatile @Nullable Digest alerted;

    private volatile byte state;
    /** One in some hits of a cheap result asks for the time; a race costs no more than another share. */
    private int hits;

    private volatile @Nullable Object followUp;

    /** @param unchangedAt when the outline was taken, kept in milliseconds */
    CheckState(Outline outline, Instant unchangedAt) {
        this.outline = outline;
        this.cheap = outline.hashed().isCheap();
        this.unchangedAtMillis = unchangedAt.toEpochMilli();
    }

    /** Returns what the value looked like when it was stored. */
    public Outline outline() {
        return outline;
    }

    /** Returns whether it costs so little to look at the value that every hit does. */
    public boolean isCheap() {
        return cheap;
    }

    /** Counts a hit of a cheap value; returns whether this hit also reads the clock: the first does, and one in 64. */
    public boolean countHit() {
        return (hits++ & 63) == 0;
    }

    /** Returns whether the next check has to be made by the thread that hits. */
    public boolean isFresh() {
        return state == FRESH;
    }

    /** Claims the next check for the thread that hits; returns whether there was one to claim. Two threads at once may both claim it. */
    public boolean takeFresh() {
        if (state != FRESH) {
            return false;
        }
        state = RESTING;
        return true;
    }

    /** Leaves the next check to the thread that hits, as of an entry that was never hit. */
    public void freshen() {
        state = FRESH;
    }

    /** Sets the mark, and returns whether it was not set before, so that the caller has to see to the check. */
    public boolean mark() {
        return (byte) STATE.getOpaque(this) != MARKED && (byte) STATE.getAndSet(this, MARKED) != MARKED;
    }

    /** Takes the mark away; to be called before the value is looked at. */
    public void unmark() {
        state = RESTING;
        VarHandle.fullFence();
    }

    /** Notes what stands for the look that follows the last one, in place of an earlier one. */
    public void followUp(Object next) {
        followUp = next;
    }

    /** Returns whether the look is the one noted last, and no other is to come before it. */
    public boolean isLastLook(Object look) {
        return followUp == look && state != MARKED;
    }

    /** Returns when the value was last known to be as it was stored. */
    public Instant unchangedAt() {
        return Instant.ofEpochMilli(unchangedAtMillis);
    }

    /** Notes that the value was as it was stored at that moment. */
    public void unchangedAt(Instant moment) {
        unchangedAtMillis = moment.toEpochMilli();
    }

    /**
     * Notes that the value was found in a changed state.
     *
     * @return whether the state is another than the one noted last, so that it is alerted once; among several threads
     *     that find the same state one gets true
     */
    public boolean noteChanged(Digest found) {
        Digest last = alerted;
        return !found.equals(last) && ALERTED.compareAndSet(this, last, found);
    }

    /** Notes that the value was found as it was stored. */
    public void noteIntact() {
        if (alerted != null) {
            alerted = null;
        }
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(CheckState.class, field, type);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
