package io.memo.spring.autoconfigure.parts;

import io.memo.MemoizedMethod;
import io.memo.engine.observe.MemoListener;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each computation that still runs after some time: once, by name and thread, never a value. One daemon thread does
 * all the waiting; it begins with the first computation and ends with {@link #close()}. Safe for use by several threads.
 */
public final class SlowComputations implements MemoListener, AutoCloseable {

    /** The name of the thread. */
    static final String THREAD = "memo-slow-computations";

    private static final Logger log = LoggerFactory.getLogger("io.memo.slow");

    private final Duration limit;
    private final ScheduledExecutorService watch;

    /** @param limit how long a computation may run unnoticed */
    public SlowComputations(Duration limit) {
        this(limit, watch());
    }

    /** @param watch asked to run something when the limit is over; shut down by {@link #close()} */
    SlowComputations(Duration limit, ScheduledExecutorService watch) {
        this.limit = limit;
        this.watch = watch;
    }

    static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, THREAD);
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    @Override
    public Running computationStarted(MemoizedMethod method) {
        Thread thread = Thread.currentThread();
        try {
            Future<?> alarm = watch.schedule(
                    () -> tell(method, thread), TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
            return (outcome, took) -> alarm.cancel(false);
        } catch (RejectedExecutionException closed) {
            return Running.UNOBSERVED;
        }
    }

    private void tell(MemoizedMethod method, Thread thread) {
        log.warn(
                "The computation of {} still runs after {} (memo.log-slow-after). It was begun by thread {}.",
                method.name(),
                limit,
                // A virtual thread has no name unless it was given one.
                thread.getName().isEmpty() ? "#" + thread.getId() : "'" + thread.getName() + "'");
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
