package io.memo.engine;

import io.memo.Hasher;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.hash.ManagedObjects;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import io.memo.verdict.MemoListener;
import java.time.Duration;
import java.util.List;

/** What all methods of an engine share. */
record EngineSettings(
        CodeFingerprinter fingerprinter,
        List<Hasher<?>> hashers,
        ManagedObjects managedObjects,
        long maxNodes,
        StoreFactory stores,
        Ticker ticker,
        MemoListener listener,
        UnhashablePolicy onUnhashable,
        Duration waitTimeout) {

    EngineSettings {
        hashers = List.copyOf(hashers);
        if (maxNodes < 1) {
            throw new IllegalArgumentException("max-nodes is %d; it must be at least 1".formatted(maxNodes));
        }
        if (waitTimeout.isNegative() || waitTimeout.isZero()) {
            throw new IllegalArgumentException("wait-timeout is %s; it must be positive".formatted(waitTimeout));
        }
    }
}
