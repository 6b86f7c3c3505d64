package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.memo.EvictionCause;
import io.memo.call.MethodSpec;
import io.memo.key.Key;
import io.memo.size.ByteBudget;
import io.memo.store.EntryStore;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes stores in memory: bounded by the number of entries, least valuable first out (Window TinyLFU), and by the time
 * since storing. Where there is a limit in bytes, entries not used for longest make room. Expired entries are let go by Caffeine's
 * scheduler without waiting for an access.
 */
public final class CaffeineStoreFactory implements StoreFactory {

    private final Ticker ticker;
    private final Executor maintenance;
    private final Scheduler upkeep;
    private final boolean handed;
    private final @Nullable ByteBudget all;

    /**
     * @param ticker the time by which entries expire
     * @param maintenance runs Caffeine's own upkeep and the eviction notices
     * @param upkeep tells when entries have expired; once it is shut down they go when their place is needed
     * @param handed whether results of any method may have been stored first in an earlier start
     * @param maxBytes how many bytes of the heap the entries of all stores may take together, null for no limit
     */
    public CaffeineStoreFactory(
            Ticker ticker,
            Executor maintenance,
            ScheduledExecutorService upkeep,
            boolean handed,
            @Nullable Long maxBytes) {
        this(ticker, maintenance, Scheduler.forScheduledExecutorService(upkeep), handed, maxBytes);
    }

    /** The same, but that expired entries go when their place is needed, or another is stored; and without a limit in bytes for all. */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance) {
        this(ticker, maintenance, null);
    }

    /** The same with such a limit. */
    public CaffeineStoreFactory(Ticker ticker, Executor maintenance, @Nullable Long maxBytes) {
        this(ticker, maintenance, Scheduler.disabledScheduler(), false, maxBytes);
    }

    private CaffeineStoreFactory(
            Ticker ticker, Executor maintenance, Scheduler upkeep, boolean handed, @Nullable Long maxBytes) {
        this.ticker = ticker;
        this.maintenance = maintenance;
        this.upkeep = upkeep;
        this.handed = handed;
        this.all = maxBytes == null ? null : new ByteBudget(maxBytes);
    }

    @Override
    public EntryStore create(MethodSpec spec, BiConsumer<Key, EvictionCause> evicted) {
        boolean older = handed || spec.persist() || spec.shared();
        Caches caches = new Caches(spec, ticker, maintenance, upkeep, older, evicted);
        List<ByteBudget> budgets = new ArrayList<>();
        if (spec.maxBytes() != null) {
            budgets.add(new ByteBudget(spec.maxBytes()));
        }
        if (all != null) {
            budgets.add(all);
        }
        return budgets.isEmpty() ? new CaffeineStore(caches) : new LimitedStore(caches, List.copyOf(budgets));
    }
}
