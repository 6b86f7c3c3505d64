package io.memo.store;

import io.memo.EvictionCause;
import io.memo.key.MethodSpec;
import java.util.function.Consumer;

/** Makes the store of a method. */
@FunctionalInterface
public interface StoreFactory {

    /**
     * Returns a new, empty store.
     *
     * @param spec the method, with its limits
     * @param evicted told once for each entry that the store lets go by itself, by any thread; not for removals that
     *     were asked for
     */
    EntryStore create(MethodSpec spec, Consumer<EvictionCause> evicted);
}
