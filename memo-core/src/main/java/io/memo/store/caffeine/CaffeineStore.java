package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store on a Caffeine cache. */
final class CaffeineStore implements EntryStore {

    private final Cache<Key, Entry> cache;

    CaffeineStore(Cache<Key, Entry> cache) {
        this.cache = cache;
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
        cache.put(key, entry);
    }

    @Override
    public boolean remove(Key key) {
        return cache.asMap().remove(key) != null;
    }

    @Override
    public boolean remove(Key key, Entry entry) {
        return cache.asMap().remove(key, entry);
    }

    @Override
    public boolean replace(Key key, Entry old, Entry entry) {
        return cache.asMap().replace(key, old, entry);
    }

    @Override
    public List<Key> removeIf(Predicate<? super Key> unwanted) {
        List<Key> removed = new ArrayList<>();
        for (Key key : cache.asMap().keySet()) {
            if (unwanted.test(key) && remove(key)) {
                removed.add(key);
            }
        }
        return removed;
    }

    @Override
    public long clear() {
        long before = size();
        cache.invalidateAll();
        return before;
    }

    @Override
    public long size() {
        return cache.estimatedSize();
    }
}
