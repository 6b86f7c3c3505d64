package io.memo.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The times of an entry that are not those of every entry of its method, in milliseconds since 1970. Safe for use by several threads.
 *
 * <p>Who finds the entry old claims it, so that one computation is begun for it. If that leaves the entry in its place, it is made due again.
 */
public final class Lifetime {

    /** Later than all moments. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final AtomicLongFieldUpdater<Lifetime> DUE_FROM =
            AtomicLongFieldUpdater.newUpdater(Lifetime.class, "dueFrom");

    private final long expiresAt;
    private final long keptUntil;
    private final long oldFrom;
    private volatile long dueFrom = Long.MIN_VALUE;

    /**
     * @param expires when the entry may no longer be returned, null for never
     * @param stale how long it is kept after that, for a run that fails
     * @param old from when it may be computed anew, null for never
     */
    public Lifetime(@Nullable Instant expires, Duration stale, @Nullable Instant old) {
        this.expiresAt = millis(expires);
        this.keptUntil = expires == null ? NEVER : millis(expires.plus(stale));
        this.oldFrom = millis(old);
    }

    /** Returns the moment as a number; what lies beyond what a number holds is never. */
    private static long millis(@Nullable Instant moment) {
        try {
            return moment == null ? NEVER : moment.toEpochMilli();
        } catch (ArithmeticException e) {
            return NEVER;
        }
    }

    /** Returns when the entry may no longer be returned, or {@link #NEVER}. */
    public long expiresAt() {
        return expiresAt;
    }

    /** Returns when the entry may no longer be returned, or null for never. */
    public @Nullable Instant expires() {
        return expiresAt == NEVER ? null : Instant.ofEpochMilli(expiresAt);
    }

    /** Returns from when the entry is old enough to be computed anew, or {@link #NEVER}. */
    public long oldFrom() {
        return oldFrom;
    }

    /** Returns when the entry is of no use to anybody, or {@link #NEVER}. */
    public long keptUntil() {
        return keptUntil;
    }

    /** Returns whether the entry may no longer be returned. */
    public boolean isExpired(long now) {
        return now >= expiresAt;
    }

    /** Returns whether the entry is old enough to be computed anew. */
    public boolean isOld(long now) {
        return now >= oldFrom;
    }

    /** Returns whether the entry is old, and nobody has claimed it. */
    public boolean isDue(long now) {
        return now >= oldFrom && now >= dueFrom;
    }

    /** Claims the entry that was found due; returns whether nobody did before. */
    public boolean claim(long now) {
        long due = dueFrom;
        return now >= due && DUE_FROM.compareAndSet(this, due, NEVER);
    }

    /** Makes the entry due again, from that moment on. */
    public void dueFrom(long moment) {
        dueFrom = moment;
    }
}
