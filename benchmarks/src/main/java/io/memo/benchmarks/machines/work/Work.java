package io.memo.benchmarks.machines.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A computation that takes its time, as a call of a remote service does, and is counted. Safe for use by several threads. */
public final class Work {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final ThreadLocal<Long> SPENT = ThreadLocal.withInitial(() -> 0L);

    private static volatile Duration takes = Duration.ZERO;

    private Work() {}

    /** Says how long each computation takes from now on, and counts from zero. */
    public static void takes(Duration time) {
        takes = time;
        RUNS.set(0);
    }

    /** Computes. */
    public static void run() {
        RUNS.incrementAndGet();
        long start = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep(takes.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SPENT.set(SPENT.get() + System.nanoTime() - start);
    }

    /** Returns how many computations there were. */
    public static int runs() {
        return RUNS.get();
    }

    /** Returns how many nanoseconds this thread has spent in computations so far. */
    public static long nanosOfThisThread() {
        return SPENT.get();
    }
}
