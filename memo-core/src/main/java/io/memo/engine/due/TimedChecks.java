package io.memo.engine.due;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Checks in the one thread of an executor. Work is counted in time of a processor, where that can be told: a pause of the collector,
 * or a thread that waits for a processor, is no work.
 */
public final class TimedChecks implements CheckThread {

    /** Made by the first check: an application whose results are all immutable needs none of it. */
    private static final class Work {

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private static final boolean TOLD =
                THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();
    }

    private final ScheduledExecutorService executor;

    /** @param executor runs one task at a time; once it is shut down tasks are dropped */
    public TimedChecks(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long worked() {
        return Work.TOLD ? Work.THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        try {
            Future<?> set = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return () -> set.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }
}
