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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes stores in memory: bounded by the number of entries, least valuable first out (Window TinyLFU), and by the time
 * since storing. Expired entries are let go by Caffeine's scheduler without waiting for an access.
 */
public final class CaffeineStoreFactory implements StoreFactory {

    private final Ticker ticker;
    private final Executor maintenance;
    private final boolean handed;

    /**
     * @param ticker the time by which entries expire
     * @param maintenance runs Caffeine's own upkeep and the eviction notices
     */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance) {
        this(ticker, maintenance, false);
    }

    /**
     * The same.
     *
     * @param handed whether results of any method may have been stored first in an earlier start
     */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance, boolean handed) {
        this.ticker = ticker;
        this.maintenance = maintenance;
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
            builder.expireAfter(new SinceStored(spec.ttl(), ticker)).scheduler(Scheduler.systemScheduler());
        } else if (spec.ttl() != null) {
            builder.expireAfterWrite(spec.ttl()).scheduler(Scheduler.systemScheduler());
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
