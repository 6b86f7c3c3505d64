package io.memo.store;

import io.memo.digest.Digest;
import io.memo.hash.Outline;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored result, held by reference. It is immutable but for the state of its object that was alerted last.
 */
public final class Entry {

    private static final VarHandle ALERTED = alertedHandle();

    private final @Nullable Object value;
    private final @Nullable Outline outline;
    /** A number is a third of an {@link Instant}, and there is one for each entry. */
    private final long storedAtMillis;

    private final long computedInNanos;
    /** The state that was alerted last. */
    private volatile @Nullable Digest alerted;

    /**
     * @param value what the method returned, null included
     * @param outline what the value looked like, or null if it needs no check on hits
     * @param storedAt the moment of storing, kept in milliseconds
     * @param computedInNanos how long the method took
     */
    public Entry(@Nullable Object value, @Nullable Outline outline, Instant storedAt, long computedInNanos) {
        this.value = value;
        this.outline = outline;
        this.storedAtMillis = storedAt.toEpochMilli();
        this.computedInNanos = computedInNanos;
    }

    /** Returns what the method returned. */
    public @Nullable Object value() {
        return value;
    }

    /** Returns what the value looked like when it was stored, or null if it needs no check on hits. */
    public @Nullable Outline outline() {
        return outline;
    }

    /** Returns the moment of storing. */
    public Instant storedAt() {
        return Instant.ofEpochMilli(storedAtMillis);
    }

    /** Returns how long the method took, in nanoseconds. */
    public long computedInNanos() {
        return computedInNanos;
    }

    /**
     * Notes that the object was found in a changed state.
     *
     * @return whether the state is another than the one noted last, so that it is alerted once; among several threads
     *     that find the same state one gets true
     */
    public boolean noteChanged(Digest state) {
        Digest last = alerted;
        return !state.equals(last) && ALERTED.compareAndSet(this, last, state);
    }

    /** Notes that the object was found as it was stored. */
    public void noteIntact() {
        if (alerted != null) {
            alerted = null;
        }
    }

    private static VarHandle alertedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Entry.class, "alerted", Digest.class);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
