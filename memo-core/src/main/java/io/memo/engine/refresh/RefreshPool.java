package io.memo.engine.refresh;

import io.memo.thread.DaemonThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where results are computed anew behind the callers. At most so many are under way or wait; more are refused. Closing ends them all, and does
 * not wait for that. Safe for use by several threads.
 */
public final class RefreshPool implements AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final Executor executor;
    private final Runnable ending;
    private final int most;
    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param executor runs what it is given by other threads than the caller's, or throws a {@link RejectedExecutionException}
     * @param ending interrupts what the executor runs, and lets it take no more
     * @param most how many may be under way or wait, at least 1
     */
    public RefreshPool(Executor executor, Runnable ending, int most) {
        this.executor = executor;
        this.ending = ending;
        this.most = most;
    }

    /**
     * Returns a pool of daemon threads, which end when there is nothing to do.
     *
     * @param threads how many, at least 1
     * @param waiting how many tasks may wait for one, at least 1
     */
    public static RefreshPool ofThreads(int threads, int waiting) {
        return ofThreads(threads, waiting, new DaemonThreads("memo-refresh"));
    }

    /**
     * Returns a pool of other threads, likewise.
     *
     * @param factory makes threads that keep no JVM from its end
     */
    public static RefreshPool ofThreads(int threads, int waiting, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), factory);
        pool.allowCoreThreadTimeOut(true);
        return new RefreshPool(pool, pool::shutdownNow, threads + waiting);
    }

    /** Has the task run by another thread; returns false if there are too many, or the pool is closed. */
    boolean takes(Attempt attempt, Runnable task) {
        if (closed || underWay.size() >= most) {
            return false;
        }
        underWay.add(attempt);
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            underWay.remove(attempt);
            return false;
        }
        if (closed && underWay.remove(attempt)) {
            attempt.cancelled();
        }
        return true;
    }

    /** Makes place for another; returns false if it was made before. */
    boolean leave(Attempt attempt) {
        return underWay.remove(attempt);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ending.run();
        underWay.forEach(attempt -> {
            if (underWay.remove(attempt)) {
                attempt.cancelled();
            }
        });
    }
}
