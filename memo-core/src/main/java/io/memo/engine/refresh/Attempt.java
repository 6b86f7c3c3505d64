package io.memo.engine.refresh;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.store.Entry;
import io.memo.store.Lifetime;

/**
 * An attempt to compute one entry anew behind the callers that still get it. It ends once; what comes later is not looked at. Safe for use by
 * several threads.
 */
public final class Attempt {

    private final Refreshes refreshes;
    private final Entry old;
    private final Lifetime lifetime;
    private volatile Runnable onCancel = () -> {};

    Attempt(Refreshes refreshes, Entry old, Lifetime lifetime) {
        this.refreshes = refreshes;
        this.old = old;
        this.lifetime = lifetime;
    }

    /** Returns the entry that is to be replaced. */
    public Entry old() {
        return old;
    }

    Lifetime lifetime() {
        return lifetime;
    }

    /** Ends the attempt; the entry is in its place still, unless another is. */
    public void ended(RefreshOutcome outcome) {
        refreshes.ended(this, outcome, null);
    }

    /** Ends the attempt, for the key that its thread makes is not that of the call. */
    public void ofAnotherKey() {
        refreshes.tellOfAnotherKey();
        ended(RefreshOutcome.DISCARDED);
    }

    /** Ends the attempt by what the method threw. */
    public void failed(Throwable thrown) {
        refreshes.ended(this, RefreshOutcome.FAILED, thrown);
    }

    /** Ends the attempt, for another one is under way, here or on another machine: what becomes of the entry is looked at again soon. */
    public void leftToAnother() {
        refreshes.ended(this, null, null);
    }

    /** Sets what puts an end to the computation when the application ends; unless it does, the pool's threads are interrupted. */
    public void onCancel(Runnable end) {
        onCancel = end;
    }

    void cancelled() {
        refreshes.count(RefreshOutcome.CANCELLED);
        onCancel.run();
    }

    /** What computes. */
    @FunctionalInterface
    public interface Work {

        /** Computes and ends the attempt, now or later, whatever happens. Throws nothing but the JVM's own errors. */
        void run(Attempt attempt);
    }
}
