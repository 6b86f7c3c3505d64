package io.memo.store;

import io.memo.hash.Outline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored result, held by reference. Immutable but for what its checks find. */
public final class Entry {

    private final @Nullable Object value;
    private final @Nullable Watched watched;
    /** A number is a third of an {@link Instant}, and there is one for each entry. */
    private final long storedAtMillis;

    private final long computedInNanos;

    /**
     * @param value what the method returned, null included
     * @param outline what the value looked like, or null if it needs no check on hits
     * @param storedAt the moment of storing, kept in milliseconds
     * @param computedInNanos how long the method took
     */
    public Entry(@Nullable Object value, @Nullable Outline outline, Instant storedAt, long computedInNanos) {
        this(value, outline, storedAt, computedInNanos, storedAt);
    }

    /**
     * An entry whose result was stored first in another place or process.
     *
     * @param readAt when the outline was taken
     */
    public Entry(
            @Nullable Object value, @Nullable Outline outline, Instant storedAt, long computedInNanos, Instant readAt) {
        this.value = value;
        this.watched = outline == null ? null : new Watched(outline, readAt);
        this.storedAtMillis = storedAt.toEpochMilli();
        this.computedInNanos = computedInNanos;
    }

    /** Returns what the method returned. */
    public @Nullable Object value() {
        return value;
    }

    /** Returns what the value looked like when it was stored, or null if it needs no check on hits. */
    public @Nullable Outline outline() {
        return watched == null ? null : watched.outline();
    }

    /** Returns what its checks need and find, or null if it needs none. */
    public @Nullable Watched watched() {
        return watched;
    }

    /** Returns the moment of storing. */
    public Instant storedAt() {
        return Instant.ofEpochMilli(storedAtMillis);
    }

    /** Returns how long the method took, in nanoseconds. */
    public long computedInNanos() {
        return computedInNanos;
    }
}
