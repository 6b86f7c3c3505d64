package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntrySize;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A store on a Caffeine cache, without a limit in bytes. */
final class CaffeineStore extends CacheStore<Entry> {

    private final Cache<Key, Entry> cache;
    private final LongAdder bytes = new LongAdder();

    CaffeineStore(Caches caches) {
        cache = caches.build(entry -> entry, this::gone);
    }

    @Override
    Cache<Key, Entry> cache() {
        return cache;
    }

    @Override
    public @Nullable Entry get(Key key) {
        return cache.getIfPresent(key);
    }

    @Override
    public boolean holds(Key key, Entry entry) {
        return cache.policy().getIfPresentQuietly(key) == entry;
    }

    @Override
    public void put(Key key, Entry entry) {
        bytes.add(EntrySize.of(key, entry));
        Entry before = cache.asMap().put(key, entry);
        if (before != null) {
            gone(key, before);
        }
    }

    @Override
    public boolean remove(Key key, Entry entry) {
        boolean removed = cache.asMap().remove(key, entry);
        if (removed) {
            gone(key, entry);
        }
        return removed;
    }

    @Override
    public boolean replace(Key key, Entry old, Entry entry) {
        boolean replaced = cache.asMap().replace(key, old, entry);
        if (replaced) {
            bytes.add(EntrySize.of(key, entry));
            gone(key, old);
        }
        return replaced;
    }

    @Override
    public long bytes() {
        return Math.max(0, bytes.sum());
    }

    @Override
    void gone(Key key, Entry entry) {
        bytes.add(-EntrySize.of(key, entry));
        entry.gone();
    }
}
