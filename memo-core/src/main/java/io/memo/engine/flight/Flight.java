package io.memo.engine.flight;

import io.memo.returns.Answer;
import io.memo.store.Entry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One computation that is under way, by the thread that made this object. Safe for use by several threads.
 *
 * <p>It is waited for on a latch: a worker of the common pool that waits on a {@code CompletableFuture} runs other tasks
 * meanwhile, and one of these may wait for another flight.
 */
public final class Flight {

    private final Thread owner = Thread.currentThread();
    private final CountDownLatch landed = new CountDownLatch(1);
    private final StorePermit permit = new StorePermit();
    /** Who computes, and who waits or takes the result; nobody boards when all have left. */
    private final AtomicInteger aboard = new AtomicInteger(1);

    private volatile @Nullable Landing landing;

    /** Returns the thread that computes. */
    Thread owner() {
        return owner;
    }

    /** Ends the computation for all who wait for it. Its result is held until all have left. */
    void land(Landing how) {
        landing = how instanceof Landing.Value value && !value.answer().hold() ? new Landing.Abandoned() : how;
        landed.countDown();
        leave();
    }

    /** Notes that the current thread is going to wait, and to {@linkplain #leave leave}; returns false if all have left. */
    boolean board() {
        return aboard.getAndUpdate(now -> now == 0 ? 0 : now + 1) != 0;
    }

    /** Notes that a thread has the result, or does not want it any more. */
    void leave() {
        if (aboard.decrementAndGet() == 0 && landing instanceof Landing.Value value) {
            value.answer().letGo();
        }
    }

    boolean hasLanded() {
        return landing != null;
    }

    /** Returns the permit to store the result. */
    public StorePermit permit() {
        return permit;
    }

    /**
     * Waits for the end. A worker of a fork-join pool has the pool start another worker meanwhile: the computation may need
     * one.
     *
     * @return how it ended, or null if it has not within the time
     * @throws InterruptedException if the waiting thread was interrupted
     */
    @Nullable
    Landing await(long nanos) throws InterruptedException {
        ForkJoinPool.managedBlock(new Wait(nanos));
        return landing;
    }

    /** One wait of one thread. */
    private final class Wait implements ForkJoinPool.ManagedBlocker {

        private final long nanos;
        private boolean timedOut;

        Wait(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public boolean block() throws InterruptedException {
            timedOut = !landed.await(nanos, TimeUnit.NANOSECONDS);
            return true;
        }

        @Override
        public boolean isReleasable() {
            return timedOut || hasLanded();
        }
    }

    /** How a computation ended. */
    public sealed interface Landing {

        /** With a result. */
        record Value(Answer answer) implements Landing {}

        /**
         * With what the method threw.
         *
         * @param stale what answered for it, null if nothing did
         */
        record Failure(Throwable thrown, @Nullable Entry stale) implements Landing {

            public Failure(Throwable thrown) {
                this(thrown, null);
            }
        }

        /** In neither way: who waited runs the method. */
        record Abandoned() implements Landing {}

        /** Without a run: who waited looks again. */
        record NeverRun() implements Landing {}
    }
}
