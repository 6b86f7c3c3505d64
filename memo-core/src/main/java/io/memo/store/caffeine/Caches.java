package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.memo.EvictionCause;
import io.memo.call.Freshness;
import io.memo.call.MethodSpec;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cache of a method.
 *
 * @param older whether results may have been stored first in another place or an earlier start
 * @param evicted told what the cache lets go of by itself, a little later
 */
record Caches(
        MethodSpec spec,
        Ticker ticker,
        Executor maintenance,
        Scheduler upkeep,
        boolean older,
        BiConsumer<Key, EvictionCause> evicted) {

    /** A second is nothing to what is longer. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    /**
     * @param entries gives the entry behind what the cache holds
     * @param gone told what the cache lets go of by itself, at once
     */
    <V> Cache<Key, V> build(Function<V, Entry> entries, BiConsumer<Key, V> gone) {
        Caffeine<Key, V> builder = Caffeine.newBuilder()
                .maximumSize(spec.maxEntries())
                .ticker(ticker::nanos)
                .executor(maintenance)
                .evictionListener((@Nullable Key key, @Nullable V held, RemovalCause cause) -> {
                    if (key != null && held != null) {
                        gone.accept(key, held);
                    }
                })
                .removalListener((@Nullable Key key, @Nullable V held, RemovalCause cause) -> notice(key, cause));
        Freshness freshness = spec.freshness();
        if (freshness.variesByResult() || (freshness.hasOwnTimes() && (older || isShort()))) {
            builder.expireAfter(new OwnLifetimes<>(ticker, entries)).scheduler(upkeep);
        } else if (spec.ttl() != null && older) {
            builder.expireAfter(new SinceStored<>(spec.ttl(), ticker, entries)).scheduler(upkeep);
        } else if (spec.ttl() != null) {
            // Times of entries one by one would cost each hit as much again.
            builder.expireAfterWrite(spec.ttl().plus(freshness.keptAfter())).scheduler(upkeep);
        }
        return builder.build();
    }

    /** Caffeine lets the time of what is replaced within a second go on from before, which may be all the time that there is. */
    private boolean isShort() {
        return spec.ttl() != null
                && spec.ttl().plus(spec.freshness().keptAfter()).compareTo(SHORT) < 0;
    }

    private void notice(@Nullable Key key, RemovalCause cause) {
        if (key != null && cause == RemovalCause.EXPIRED) {
            evicted.accept(key, EvictionCause.EXPIRED);
        } else if (key != null && cause == RemovalCause.SIZE) {
            evicted.accept(key, EvictionCause.SIZE);
        }
    }
}
