package io.memo.engine;

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
final class TimedChecks implements CheckThread {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ScheduledExecutorService executor;
    private final boolean tellsWork = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    TimedChecks(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long worked() {
        return tellsWork ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
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
