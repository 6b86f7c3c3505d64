package io.memo.engine.times;

import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import io.memo.call.MethodSpec;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.Ticker;
import java.lang.reflect.Array;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Says how long each result of one method is good. Safe for use by several threads. */
public final class ResultTimes {

    /** No limit. */
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final @Nullable Duration ttl;
    private final Freshness freshness;
    private final Ticker ticker;
    private final DoubleSupplier random;

    /** @param random draws from [0, 1) */
    public ResultTimes(MethodSpec spec, Ticker ticker, DoubleSupplier random) {
        this.ttl = spec.ttl();
        this.freshness = spec.freshness();
        this.ticker = ticker;
        this.random = random;
    }

    /**
     * Returns how long a result may be returned that is about to be stored, or null if it is not to be.
     *
     * @param now the moment of storing
     */
    public @Nullable Duration ttl(Invocation call, @Nullable Object result, Instant now) {
        Duration fixed = fixed(result);
        if (fixed != null) {
            return fixed;
        }
        if (!freshness.ttlByResult()) {
            return FOREVER;
        }
        Duration chosen = ConditionalCall.ttl(call, result, now);
        return chosen == null || chosen.isNegative() || chosen.isZero() ? null : chosen;
    }

    /** Returns how long such a result may be returned, if that does not depend on more than its being empty; else null. */
    private @Nullable Duration fixed(@Nullable Object result) {
        return freshness.emptyTtl() != null && isEmpty(result) ? freshness.emptyTtl() : ttl;
    }

    private static boolean isEmpty(@Nullable Object result) {
        return result == null
                || (result instanceof Optional<?> optional && optional.isEmpty())
                || (result instanceof Collection<?> collection && collection.isEmpty())
                || (result instanceof Map<?, ?> map && map.isEmpty())
                || (result instanceof CharSequence text && text.isEmpty())
                || (result.getClass().isArray() && Array.getLength(result) == 0);
    }

    /**
     * Returns the times of an entry, or null if they are those of every entry of the method.
     *
     * @param lasts how long it may be returned
     * @param created when it was stored
     * @param runNanos how long the run took
     */
    public @Nullable Lifetime lifetime(Duration lasts, Instant created, long runNanos) {
        if (!freshness.hasOwnTimes()) {
            return null;
        }
        double early = freshness.ttlJitter() * random.getAsDouble();
        Instant end = lasts.compareTo(Freshness.LONGEST) > 0 ? null : created.plus(shortened(lasts, early));
        return lifetime(end, created, runNanos, early);
    }

    /**
     * Returns the times of an entry that comes from outside memory, likewise.
     *
     * @param expires when it may no longer be returned, as it was decided when it was stored; null for never
     */
    public @Nullable Lifetime restored(
            @Nullable Object result, Instant created, @Nullable Instant expires, long runNanos) {
        if (!freshness.hasOwnTimes()) {
            return null;
        }
        return lifetime(end(result, created, expires), created, runNanos, freshness.ttlJitter() * random.getAsDouble());
    }

    /** Returns the end of a result from outside memory: the setting may be another one now than when it was stored. */
    private @Nullable Instant end(@Nullable Object result, Instant created, @Nullable Instant expires) {
        Duration fixed = fixed(result);
        Instant latest = fixed == null || fixed.compareTo(Freshness.LONGEST) > 0 ? null : created.plus(fixed);
        return expires == null || (latest != null && latest.isBefore(expires)) ? latest : expires;
    }

    /** Returns whether a result from outside memory is of no use any more; the parameters are those of {@link #restored}. */
    public boolean isTooOld(@Nullable Object result, Instant created, @Nullable Instant expires) {
        if (!freshness.hasOwnTimes()) {
            return isOver(created);
        }
        return ticker.millis() >= new Lifetime(end(result, created, expires), freshness.keptAfter(), null).keptUntil();
    }

    private boolean isOver(Instant created) {
        return ttl != null && Duration.between(created, ticker.now()).compareTo(ttl) >= 0;
    }

    private Lifetime lifetime(@Nullable Instant end, Instant created, long runNanos, double early) {
        return new Lifetime(end, freshness.keptAfter(), oldFrom(end, created, runNanos, early));
    }

    private @Nullable Instant oldFrom(@Nullable Instant end, Instant created, long runNanos, double early) {
        Refresh refresh = freshness.refresh();
        if (refresh instanceof Refresh.After after && after.age().compareTo(Freshness.LONGEST) < 0) {
            return created.plus(shortened(after.age(), early));
        }
        if (refresh instanceof Refresh.Early && end != null) {
            return end.minusMillis(EarlyExpiry.mostEarly(runNanos));
        }
        return null;
    }

    private static Duration shortened(Duration time, double early) {
        return early == 0 ? time : time.minusMillis(Math.round(time.toMillis() * early));
    }

    /** Returns when the entry may no longer be returned, or null for never. */
    public @Nullable Instant expiry(Entry entry) {
        Lifetime lifetime = entry.lifetime();
        if (lifetime != null) {
            return lifetime.expires();
        }
        return ttl == null || ttl.compareTo(Freshness.LONGEST) > 0
                ? null
                : entry.storedAt().plus(ttl);
    }

    /** Returns whether the entry may no longer be returned, though it may answer for a run that throws. */
    public boolean isExpired(Entry entry) {
        Lifetime lifetime = entry.lifetime();
        if (lifetime != null) {
            return lifetime.isExpired(ticker.millis());
        }
        return isOver(entry.storedAt());
    }

    /** Returns whether results of a certain age are computed anew. */
    public boolean refreshesByAge() {
        return freshness.refresh() instanceof Refresh.After;
    }

    /** Returns whether a run is to begin now for an old entry that nobody has claimed. */
    public boolean isDrawn(Entry entry, Lifetime lifetime, long now) {
        return !(freshness.refresh() instanceof Refresh.Early)
                || EarlyExpiry.isDue(now, lifetime.expiresAt(), entry.computedInNanos(), 1 - random.getAsDouble());
    }
}
