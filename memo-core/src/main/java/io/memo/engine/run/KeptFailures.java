package io.memo.engine.run;

import io.memo.call.MethodSpec;
import io.memo.engine.call.SourceFailures;
import io.memo.engine.flight.StorePermit;
import io.memo.engine.observe.Failures;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Remembered;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one method threw a short while ago, by key: it is thrown again, the same object, without a run. In memory only, beside the results, and
 * as many as of these. Safe for use by several threads.
 */
public final class KeptFailures {

    private final GuardedStore store;
    private final Ticker ticker;

    private KeptFailures(GuardedStore store, Ticker ticker) {
        this.store = store;
        this.ticker = ticker;
    }

    /** Returns those of a method, or null if it keeps none. */
    public static @Nullable KeptFailures of(MethodSpec spec, StoreFactory stores, Failures failures, Ticker ticker) {
        return spec.freshness().failureTtl() == null
                ? null
                : new KeptFailures(
                        new GuardedStore(stores.create(spec.ofFailures(), (key, why) -> {}), failures), ticker);
    }

    /** Returns what is to be thrown again, or null. */
    public @Nullable Throwable get(Key key) {
        Entry entry = store.get(key);
        return entry != null && entry.value() instanceof Throwable thrown ? thrown : null;
    }

    /** Keeps what the method threw, unless it says nothing of the next run. */
    public void keep(Key key, Throwable thrown, StorePermit permit) {
        if (SourceFailures.isOne(thrown)) {
            Instant now = ticker.now();
            permit.use(() -> store.put(key, new Entry(thrown, Remembered.unseen(thrown), now, 0)));
        }
    }

    /** Lets go of those under these keys; a failure of the store is the caller's to see. */
    public void clear(Predicate<? super Key> unwanted) {
        store.removeIf(unwanted);
    }
}
