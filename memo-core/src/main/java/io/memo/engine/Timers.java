package io.memo.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What an engine does after some time: it lets go of expired entries, and it wakes up callers that have waited for too long. Each
 * of the two has a daemon thread, which ends when nothing is to come. Safe for use by several threads.
 *
 * <p>The timer that {@code CompletableFuture} has for the whole JVM would not do: its thread and what waits in it outlive the
 * application, and hold on to the class loader of whoever came first, and to the classes of all who wait.
 */
final class Timers implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor upkeep = timer("memo-upkeep");
    private final ScheduledThreadPoolExecutor alarms = timer("memo-wait-timeout");

    private static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** Returns what runs the upkeep of stores. It refuses tasks once this is closed. */
    ScheduledExecutorService upkeep() {
        return upkeep;
    }

    /**
     * Has the executor run the task after some time. Cancelling what comes back prevents that.
     *
     * @throws RejectedExecutionException if this is closed
     */
    ScheduledFuture<?> after(long nanos, Executor executor, Runnable task) {
        return alarms.schedule(() -> executor.execute(task), nanos, TimeUnit.NANOSECONDS);
    }

    /** Drops the upkeep. Who waits already is still woken up. */
    @Override
    public void close() {
        upkeep.shutdownNow();
        alarms.shutdown();
    }
}
