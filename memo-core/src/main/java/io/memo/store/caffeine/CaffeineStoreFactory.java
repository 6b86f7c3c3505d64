package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.memo.EvictionCause;
import io.memo.key.Key;
import io.memo.key.MethodSpec;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes stores in memory: bounded by the number of entries, least valuable first out (Window TinyLFU), and by the time
 * since storing. Expired entries are let go by Caffeine's scheduler without waiting for an access.
 */
public final class CaffeineStoreFactory implements StoreFactory {

    private final Ticker ticker;
    private final Executor maintenance;
    private final Scheduler upkeep;
    private final boolean handed;

    /**
     * @param ticker the time by which entries expire
     * @param maintenance runs Caffeine's own upkeep and the eviction notices
     * @param upkeep tells when entries have expired; once it is shut down they go when their place is needed
     * @param handed whether results of any method may have been stored first in an earlier start
     */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance, ScheduledExecutorService upkeep, boolean handed) {
        this(ticker, maintenance, Scheduler.forScheduledExecutorService(upkeep), handed);
    }

    /** The same, but that expired entries go when their place is needed, or another is stored. */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance) {
        this(ticker, maintenance, Scheduler.disabledScheduler(), false);
    }

    private CaffeineStoreFactory(Ticker ticker, Executor maintenance, Scheduler upkeep, boolean handed) {
        this.ticker = ticker;
        this.maintenance = maintenance;
        this.upkeep = upkeep;
        this.handed = handed;
    }

    @Override
    public EntryStore create(MethodSpec spec, BiConsumer<Key, EvictionCause> evicted) {
        Caffeine<Key, Entry> builder = Caffeine.newBuilder()
                .maximumSize(spec.maxEntries())
                .ticker(ticker::nanos)
                .executor(maintenance)
                .removalListener((key, entry, cause) -> notice(key, cause, evicted));
        if (spec.ttl() != null && (handed || spec.persist() || spec.shared())) {
            builder.expireAfter(new SinceStored(spec.ttl(), ticker)).scheduler(upkeep);
        } else if (spec.ttl() != null) {
            builder.expireAfterWrite(spec.ttl()).scheduler(upkeep);
        }
        Cache<Key, Entry> cache = builder.build();
        return new CaffeineStore(cache);
    }

    private static void notice(@Nullable Key key, RemovalCause cause, BiConsumer<Key, EvictionCause> evicted) {
        if (key != null && cause == RemovalCause.EXPIRED) {
            evicted.accept(key, EvictionCause.EXPIRED);
        } else if (key != null && cause == RemovalCause.SIZE) {
            evicted.accept(key, EvictionCause.SIZE);
        }
    }
}
