package io.memo.store;

import io.memo.hash.Outline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stored result, held by reference. Immutable but for what its checks find. */
public final class Entry {

    private final @Nullable Object value;
    private final @Nullable CheckState checkState;
    /** A number is a third of an {@link Instant}, and there is one for each entry. */
    private final long storedAtMillis;

    private final long computedInNanos;
    /** In words of eight bytes, as which an int has room enough; all bits turned over if the value is private. */
    private final int heapWords;

    private final @Nullable Lifetime lifetime;
    private final @Nullable Stay stay;

    /**
     * @param value what the method returned, null included
     * @param remembered what is known of the value
     * @param storedAt the moment of storing, kept in milliseconds
     * @param computedInNanos how long the method took
     */
    public Entry(@Nullable Object value, Remembered remembered, Instant storedAt, long computedInNanos) {
        this(value, remembered, storedAt, computedInNanos, storedAt);
    }

    /**
     * An entry whose result was stored first in another place or process.
     *
     * @param readAt when the outline was taken
     */
    public Entry(
            @Nullable Object value, Remembered remembered, Instant storedAt, long computedInNanos, Instant readAt) {
        this(value, remembered, storedAt, computedInNanos, readAt, false, null, null);
    }

    /**
     * An entry whose object may be private, and to be released, and that may have times of its own.
     *
     * @param isPrivate whether callers get copies of the value
     * @param lifetime its times, or null if they are those of every entry of its method
     * @param stay holds the value as long as the entry is stored, or null if the value is not released
     */
    public Entry(
            @Nullable Object value,
            Remembered remembered,
            Instant storedAt,
            long computedInNanos,
            Instant readAt,
            boolean isPrivate,
            @Nullable Lifetime lifetime,
            @Nullable Stay stay) {
        Outline outline = remembered.outline();
        this.value = value;
        int words = (int) Math.min(Integer.MAX_VALUE, (remembered.heap() + 7) / 8);
        this.heapWords = isPrivate ? ~words : words;
        this.checkState = outline == null ? null : new CheckState(outline, readAt);
        this.storedAtMillis = storedAt.toEpochMilli();
        this.computedInNanos = computedInNanos;
        this.lifetime = lifetime;
        this.stay = stay;
    }

    /** Returns what the method returned. */
    public @Nullable Object value() {
        return value;
    }

    /** Returns whether callers get copies of the value, and never the value itself. */
    public boolean isPrivate() {
        return heapWords < 0;
    }

    /** Returns what the value looked like when it was stored, or null if it needs no check on hits. */
    public @Nullable Outline outline() {
        return checkState == null ? null : checkState.outline();
    }

    /** Returns what its checks need and find, or null if it needs none. */
    public @Nullable CheckState checkState() {
        return checkState;
    }

    /** Returns how many bytes of the heap the value takes with what is remembered of it, by estimate. */
    public long heap() {
        return 8L * (heapWords < 0 ? ~heapWords : heapWords);
    }

    /** Returns the times of this entry, or null if they are those of every entry of its method. */
    public @Nullable Lifetime lifetime() {
        return lifetime;
    }

    /** Returns what holds the value as long as the entry is stored, or null if the value is not released. */
    public @Nullable Stay stay() {
        return stay;
    }

    /** Notes that the entry is not stored any more. Each store calls it for whatever it lets go of, after that, perhaps more than once. */
    public void gone() {
        if (stay != null) {
            stay.end();
        }
    }

    /** Returns whether its own time is over; a store lets go by itself of those that have none. */
    public boolean isExpired(Ticker ticker) {
        return lifetime != null && lifetime.isExpired(ticker.millis());
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
