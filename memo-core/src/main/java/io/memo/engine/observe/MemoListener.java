package io.memo.engine.observe;

import io.memo.CachedObjectMutatedEvent;
import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.memo.StaleResultEvent;
import java.time.Duration;

/**
 * Observes the engine. Nothing is called on a hit of an unchanged object. What a method throws is logged and counted, and
 * never reaches the caller of the memoized method. Called by the thread that makes the call; must not block.
 */
public interface MemoListener {

    /** Called once for each method, before its first call. */
    default void methodAdded(MemoizedMethod method) {}

    /**
     * Called when the method begins to run.
     *
     * @return called when the run has ended, whichever way
     */
    default Running computationStarted(MemoizedMethod method) {
        return Running.UNOBSERVED;
    }

    /**
     * Called once for each changed state of a stored object, before the policy is applied: by the thread that makes the call, or by
     * memo's own that checks behind the calls.
     */
    default void mutated(CachedObjectMutatedEvent event) {}

    /** Called for each call that is answered with a result whose time is over, since the method threw. */
    default void stale(StaleResultEvent event) {}

    /** A run of a memoized method that is under way. */
    @FunctionalInterface
    interface Running {

        /** Not observed. */
        Running UNOBSERVED = (outcome, took) -> {};

        /**
         * Called once, by the thread that began the run, when the method has returned or thrown. An asynchronous result may
         * not be there yet.
         */
        default void returned() {}

        /** Called once, before the end, if the method threw or its asynchronous result failed; with that very exception. */
        default void failed(Throwable failure) {}

        /** Called once, when the run has ended and its result was stored, or was not; by any thread. */
        void ended(ComputationOutcome outcome, Duration took);
    }
}
