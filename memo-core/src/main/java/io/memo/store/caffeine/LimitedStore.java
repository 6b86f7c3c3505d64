package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import io.memo.EvictionCause;
import io.memo.key.Key;
import io.memo.size.ByteBudget;
import io.memo.store.Entry;
import io.memo.store.EntrySize;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A store on a Caffeine cache whose entries take bytes of budgets: the method's own, and one that it shares with others. Who stores
 * lets go of what has to make room, of whichever method, before it returns.
 */
final class LimitedStore extends CacheStore<LimitedStore.Holding> {

    /** Taken for what an entry needs to stand in the rows of budgets. */
    private static final int PLACES = 120;

    private final Cache<Key, Holding> cache;
    private final List<ByteBudget> budgets;
    private final BiConsumer<Key, EvictionCause> evicted;
    private final LongAdder bytes = new LongAdder();

    LimitedStore(Caches caches, List<ByteBudget> budgets) {
        this.budgets = budgets;
        this.evicted = caches.evicted();
        this.cache = caches.build(Holding::entry, this::gone);
    }

    @Override
    Cache<Key, Holding> cache() {
        return cache;
    }

    @Override
    public @Nullable Entry get(Key key) {
        Holding holding = cache.getIfPresent(key);
        if (holding == null) {
            return null;
        }
        holding.use();
        return holding.entry;
    }

    @Override
    public boolean holds(Key key, Entry entry) {
        return holding(key, entry) != null;
    }

    @Override
    public boolean limitsBytes() {
        return true;
    }

    @Override
    public @Nullable Long limitBelow(Key key, Entry entry) {
        return limitBelow(size(key, entry));
    }

    private static long size(Key key, Entry entry) {
        return EntrySize.of(key, entry) + PLACES;
    }

    private @Nullable Long limitBelow(long size) {
        for (ByteBudget budget : budgets) {
            if (size > budget.limit()) {
                return budget.limit();
            }
        }
        return null;
    }

    @Override
    public void put(Key key, Entry entry) {
        long size = size(key, entry);
        if (limitBelow(size) != null) {
            remove(key);
            entry.gone();
            return;
        }
        Holding mine = new Holding(this, key, entry, size);
        bytes.add(size);
        Holding before = cache.asMap().put(key, mine);
        if (before != null) {
            gone(key, before);
        }
        mine.take();
    }

    @Override
    public boolean remove(Key key, Entry entry) {
        Holding holding = holding(key, entry);
        return holding != null && remove(holding);
    }

    @Override
    public boolean replace(Key key, Entry old, Entry entry) {
        long size = size(key, entry);
        Holding before = holding(key, old);
        Holding mine = new Holding(this, key, entry, size);
        if (before == null || limitBelow(size) != null || !cache.asMap().replace(key, before, mine)) {
            return false;
        }
        bytes.add(size);
        gone(key, before);
        mine.take();
        return true;
    }

    private @Nullable Holding holding(Key key, Entry entry) {
        Holding holding = cache.policy().getIfPresentQuietly(key);
        return holding != null && holding.entry == entry ? holding : null;
    }

    private boolean remove(Holding holding) {
        boolean removed = cache.asMap().remove(holding.key, holding);
        if (removed) {
            gone(holding.key, holding);
        }
        return removed;
    }

    @Override
    public long bytes() {
        return Math.max(0, bytes.sum());
    }

    @Override
    void gone(Key key, Holding held) {
        bytes.add(-held.size);
        held.release();
        held.entry.gone();
    }

    /** An entry with its places in the budgets. */
    static final class Holding implements ByteBudget.Tenant {

        private final LimitedStore store;
        private final Key key;
        private final Entry entry;
        private final long size;
        private final ByteBudget.Place[] places;
        /** Races cost no more than a turn. */
        private boolean used;

        Holding(LimitedStore store, Key key, Entry entry, long size) {
            this.store = store;
            this.key = key;
            this.entry = entry;
            this.size = size;
            this.places = new ByteBudget.Place[store.budgets.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = store.budgets.get(i).place(this, size);
            }
        }

        Entry entry() {
            return entry;
        }

        void use() {
            if (!used) {
                used = true;
            }
        }

        @Override
        public boolean wasUsed() {
            boolean was = used;
            used = false;
            return was;
        }

        private void take() {
            for (ByteBudget.Place place : places) {
                for (ByteBudget.Tenant gone : place.take()) {
                    ((Holding) gone).evict();
                }
            }
        }

        private void release() {
            for (ByteBudget.Place place : places) {
                place.release();
            }
        }

        private void evict() {
            if (store.remove(this)) {
                store.evicted.accept(key, EvictionCause.SIZE);
            }
        }
    }
}
