package io.memo.store;

import io.memo.EvictionCause;
import io.memo.call.MethodSpec;
import io.memo.key.Key;
import java.util.function.BiConsumer;

/** Makes the store of a method. */
@FunctionalInterface
public interface StoreFactory {

    /**
     * Returns a new, empty store.
     *
     * @param spec the method, with its limits
     * @param evicted told the key, once for each entry that the store lets go by itself, by any thread; not for removals that
     *     were asked for
     */
    EntryStore create(MethodSpec spec, BiConsumer<Key, EvictionCause> evicted);
}
