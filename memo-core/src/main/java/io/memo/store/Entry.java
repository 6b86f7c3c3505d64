package io.memo.store;

import io.memo.digest.Digest;
import io.memo.hash.Outline;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stored result, held by reference. It is immutable but for the state of its object that was alerted last.
 */
public final class Entry {

    private final @Nullable Object value;
    private final @Nullable Outline outline;
    private final Instant storedAt;
    private final long computedInNanos;
    private final AtomicReference<@Nullable Digest> alerted = new AtomicReference<>();

    /**
     * @param value what the method returned, null included
     * @param outline what the value looked like, or null if it needs no check on hits
     * @param storedAt the moment of storing
     * @param computedInNanos how long the method took
     */
    public Entry(@Nullable Object value, @Nullable Outline outline, Instant storedAt, long computedInNanos) {
        this.value = value;
        this.outline = outline;
        this.storedAt = storedAt;
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
        return storedAt;
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
        Digest last = alerted.get();
        return !state.equals(last) && alerted.compareAndSet(last, state);
    }

    /** Notes that the object was found as it was stored. */
    public void noteIntact() {
        if (alerted.get() != null) {
            alerted.set(null);
        }
    }
}
