package io.memo.engine.due;

import io.memo.thread.DaemonThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an engine does after some time: it lets go of expired entries, it wakes up callers that have waited for too long, and it checks
 * stored results. Each of the three has a daemon thread, which ends when nothing is to come. Safe for use by several threads.
 *
 * <p>The timer that {@code CompletableFuture} has for the whole JVM would not do: its thread and what waits in it outlive the
 * application, and hold on to the class loader of whoever came first, and to the classes of all who wait.
 */
public final class Timers implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor upkeep = timer("memo-upkeep");
    private final ScheduledThreadPoolExecutor alarms = timer("memo-wait-timeout");
    private final ScheduledThreadPoolExecutor checks = timer("memo-checks");
    private final Set<Alarm> waiting = ConcurrentHashMap.newKeySet();

    private static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Returns what runs the upkeep of stores. It refuses tasks once this is closed. */
    public ScheduledExecutorService upkeep() {
        return upkeep;
    }

    /** Returns what checks stored results. Once this is closed it drops its tasks. */
    public CheckThread checks() {
        return new TimedChecks(checks);
    }

    /**
     * Has the executor run the task after some time, or when this is closed.
     *
     * @throws RejectedExecutionException if this is closed
     */
    public Alarm after(long nanos, Executor executor, Runnable task) {
        Alarm alarm = new Alarm(executor, task);
        waiting.add(alarm);
        try {
            alarm.timer = alarms.schedule(alarm::ring, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            waiting.remove(alarm);
            throw e;
        }
        return alarm;
    }

    /** What is to wake a caller up; it rings once at most. */
    public final class Alarm {

        private final Executor executor;
        private final Runnable task;
        private volatile @Nullable Future<?> timer;

        private Alarm(Executor executor, Runnable task) {
            this.executor = executor;
            this.task = task;
        }

        private void ring() {
            if (waiting.remove(this)) {
                executor.execute(task);
            }
        }

        /** Lets it never ring; it may have rung. */
        public void cancel() {
            waiting.remove(this);
            Future<?> set = timer;
            if (set != null) {
                set.cancel(false);
            }
        }
    }

    /** Drops the upkeep, and wakes up who waits: nobody else would. */
    @Override
    public void close() {
        upkeep.shutdownNow();
        alarms.shutdownNow();
        // Not interrupted: code of the application may be at work, as a listener.
        checks.shutdown();
        waiting.forEach(Alarm::ring);
    }
}
