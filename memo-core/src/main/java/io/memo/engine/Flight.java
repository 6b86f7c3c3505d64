package io.memo.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One computation that is under way, by the thread that made this object. Safe for use by several threads.
 *
 * <p>It is waited for on a latch: a worker of the common pool that waits on a {@code CompletableFuture} runs other tasks
 * meanwhile, and one of these may wait for another flight.
 */
final class Flight {

    private final Thread owner = Thread.currentThread();
    private final CountDownLatch landed = new CountDownLatch(1);
    private volatile @Nullable Landing landing;
    private volatile boolean cleared;

    /** Returns the thread that computes. */
    Thread owner() {
        return owner;
    }

    /** Ends the computation for all who wait for it. */
    void land(Landing how) {
        landing = how;
        landed.countDown();
    }

    boolean hasLanded() {
        return landing != null;
    }

    /** Takes away the right to store the result. */
    void clear() {
        cleared = true;
    }

    boolean isCleared() {
        return cleared;
    }

    /**
     * Waits for the end.
     *
     * @return how it ended, or null if it has not within the time
     * @throws InterruptedException if the waiting thread was interrupted
     */
    @Nullable
    Landing await(long nanos) throws InterruptedException {
        return landed.await(nanos, TimeUnit.NANOSECONDS) ? landing : null;
    }

    /** How a computation ended. */
    sealed interface Landing {

        /** With a result. */
        record Value(@Nullable Object value) implements Landing {}

        /** With what the method threw. */
        record Failure(Throwable thrown) implements Landing {}
    }
}
