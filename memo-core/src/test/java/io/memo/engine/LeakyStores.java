package io.memo.engine;

import io.memo.EvictionCause;
import io.memo.call.MethodSpec;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.StoreFactory;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stores that let go of an entry before it is said to be stored. */
record LeakyStores(StoreFactory behind) implements StoreFactory {

    @Override
    public EntryStore create(MethodSpec spec, BiConsumer<Key, EvictionCause> evicted) {
        return new Leaky(behind.create(spec, evicted));
    }

    private record Leaky(EntryStore store) implements EntryStore {

        @Override
        public @Nullable Entry get(Key key) {
            return store.get(key);
        }

        @Override
        public void put(Key key, Entry entry) {
            store.put(key, entry);
            store.remove(key, entry);
        }

        @Override
        public boolean remove(Key key) {
            return store.remove(key);
        }

        @Override
        public boolean remove(Key key, Entry entry) {
            return store.remove(key, entry);
        }

        @Override
        public List<Key> removeIf(Predicate<? super Key> unwanted) {
            return store.removeIf(unwanted);
        }

        @Override
        public long clear() {
            return store.clear();
        }

        @Override
        public long size() {
            return store.size();
        }
    }
}
