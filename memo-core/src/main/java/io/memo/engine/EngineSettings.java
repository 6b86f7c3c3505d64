package io.memo.engine;

import io.memo.Hasher;
import io.memo.engine.call.AbsentDimension;
import io.memo.engine.due.DueChecks;
import io.memo.engine.due.Timers;
import io.memo.engine.explain.LastStart;
import io.memo.engine.observe.Listeners;
import io.memo.engine.refresh.CallerContext;
import io.memo.engine.refresh.RefreshPool;
import io.memo.engine.release.ReleasePool;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.engine.tier.MethodTierFactory;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.generation.CodeGenerations;
import io.memo.hash.ManagedObjects;
import io.memo.hash.identity.HashingScope;
import io.memo.store.StoreFactory;
import io.memo.store.Ticker;
import io.memo.store.handover.Handover;
import io.memo.store.tier.guard.LeftPlaces;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What all methods of an engine share. */
record EngineSettings(
        CodeFingerprinter fingerprinter,
        List<Hasher<?>> hashers,
        ManagedObjects managedObjects,
        long maxNodes,
        StoreFactory stores,
        Ticker ticker,
        Listeners listeners,
        UnhashablePolicy onUnhashable,
        AbsentDimension onAbsentDimension,
        Duration waitTimeout,
        boolean showValues,
        LastStart lastStart,
        @Nullable MethodTierFactory outside,
        LeftPlaces left,
        @Nullable Handover handover,
        HashingScope hashing,
        Timers timers,
        DueChecks dueChecks,
        RefreshPool refreshPool,
        ReleasePool releasePool,
        CallerContext callerContext,
        DoubleSupplier random,
        CodeGenerations generations) {

    EngineSettings {
        hashers = List.copyOf(hashers);
        if (maxNodes < 1) {
            throw new IllegalArgumentException("max-nodes is %d; it must be at least 1".formatted(maxNodes));
        }
        if (waitTimeout.isNegative() || waitTimeout.isZero()) {
            throw new IllegalArgumentException("wait-timeout is %s; it must be positive".formatted(waitTimeout));
        }
    }

    /** Returns the time to wait in nanoseconds; what does not fit is as good as for ever. */
    long waitNanos() {
        try {
            return waitTimeout.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
