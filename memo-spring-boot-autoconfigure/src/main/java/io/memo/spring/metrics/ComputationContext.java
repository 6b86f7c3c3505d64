package io.memo.spring.metrics;

import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What an observation of a computation knows: the method and how the run ended. Neither arguments nor results, and of an
 * exception its type only, for its message may hold a value. Written by the thread that computes.
 */
public final class ComputationContext extends Observation.Context {

    private final MemoizedMethod method;
    private volatile @Nullable ComputationOutcome outcome;
    private volatile @Nullable Class<? extends Throwable> exception;

    ComputationContext(MemoizedMethod method) {
        this.method = method;
    }

    /** Returns the method that runs. */
    public MemoizedMethod method() {
        return method;
    }

    /** Returns what became of the run, or null while it lasts. */
    public @Nullable ComputationOutcome outcome() {
        return outcome;
    }

    /** Returns the type of what the method threw, or null if it threw nothing, or nothing yet. */
    public @Nullable Class<? extends Throwable> exception() {
        return exception;
    }

    void failed(Throwable failure) {
        exception = failure.getClass();
    }

    void ended(ComputationOutcome howItEnded) {
        outcome = howItEnded;
    }
}
