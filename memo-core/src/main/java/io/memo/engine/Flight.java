package io.memo.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One computation that is under way, by the thread that made this object. Safe for use by several threads. */
final class Flight {

    private final Thread owner = Thread.currentThread();
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private volatile boolean cleared;

    /** Returns the thread that computes. */
    Thread owner() {
        return owner;
    }

    /** Ends the computation for all who wait for it. */
    void land(Landing how) {
        landing.complete(how);
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
     * @throws InterruptedException if the waiting thread was interrupted
     * @throws TimeoutException if it took longer
     */
    Landing await(Duration timeout) throws InterruptedException, TimeoutException {
        try {
            return landing.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A flight lands with a value or a failure, never by an exception", e);
        }
    }

    /** How a computation ended. */
    sealed interface Landing {

        /** With a result. */
        record Value(@Nullable Object value) implements Landing {}

        /** With what the method threw. */
        record Failure(Throwable thrown) implements Landing {}
    }
}
