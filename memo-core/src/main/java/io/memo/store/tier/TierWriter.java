package io.memo.store.tier;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes in the background, on one thread that exists only while there is something to write. What does not fit into the
 * queue is dropped. Safe for use by several threads.
 */
public final class TierWriter implements AutoCloseable {

    private static final Duration LAST_WRITES = Duration.ofMillis(1_200);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor executor;

    /** @param capacity how many results may wait, at least 1; each is held until it is written */
    public TierWriter(int capacity) {
        executor = new ThreadPoolExecutor(
                1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(capacity), task -> {
                    Thread thread = new Thread(task, "memo-tier-writer");
                    thread.setDaemon(true);
                    // Else it would hold on to the loader of whichever thread came first.
                    thread.setContextClassLoader(null);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Takes the task, or returns false if too many wait or the writer is closed. */
    boolean offer(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Writes what waits, for at most two seconds; the rest is dropped. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
