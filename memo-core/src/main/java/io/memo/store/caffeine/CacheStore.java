package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import io.memo.key.Key;
import io.memo.store.EntryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stores on a Caffeine cache have in common. Whoever takes something out of the cache tells {@link #gone}, once for each, so that
 * the sum of what is held is exact.
 *
 * @param <V> what the cache holds for an entry
 */
abstract class CacheStore<V> implements EntryStore {

    abstract Cache<Key, V> cache();

    /** Called once for what is no more in the cache, by whoever took it out, or when Caffeine did. */
    abstract void gone(Key key, V held);

    @Override
    public final boolean remove(Key key) {
        V removed = cache().asMap().remove(key);
        if (removed != null) {
            gone(key, removed);
        }
        return removed != null;
    }

    @Override
    public final List<Key> removeIf(Predicate<? super Key> unwanted) {
        List<Key> removed = new ArrayList<>();
        for (Key key : cache().asMap().keySet()) {
            if (unwanted.test(key) && remove(key)) {
                removed.add(key);
            }
        }
        return removed;
    }

    @Override
    public final long clear() {
        long before = size();
        // Caffeine would take them out all together, and tell nobody which.
        cache().cleanUp();
        removeIf(key -> true);
        return before;
    }

    @Override
    public final long size() {
        return cache().estimatedSize();
    }
}
