package io.memo.engine.release;

import io.memo.thread.DaemonThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the objects of all methods of an engine are released. Safe for use by several threads. */
public final class ReleasePool implements AutoCloseable {

    /** How long the end of an engine waits for what is still to be released. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private static final int THREADS = 4;
    private static final long IDLE_MILLIS = 10_000;

    private final Executor executor;
    private final Runnable ending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Duration patience;
    private volatile boolean closed;
    /** Changed under the lock. */
    private volatile int waiting;

    /**
     * @param executor runs what it is given, never refuses it
     * @param ending lets idle threads of the executor end; it is not needed for long any more
     * @param patience how long {@link #await} waits at most
     */
    public ReleasePool(Executor executor, Runnable ending, Duration patience) {
        this.executor = executor;
        this.ending = ending;
        this.patience = patience;
    }

    /** Returns a pool of daemon threads, which end when there is nothing to do. */
    public static ReleasePool ofThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_MILLIS,
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("memo-release"));
        threads.allowCoreThreadTimeOut(true);
        // Not shut down: a call under way may let go of an object later.
        return new ReleasePool(threads, () -> threads.setKeepAliveTime(1, TimeUnit.MILLISECONDS), PATIENCE);
    }

    /** Has another thread run the task, also when this is closed. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Lets nothing be stored any more that is to be released. What is in memory is to be let go of then; it is released still, also what calls
     * let go of later.
     */
    @Override
    public void close() {
        closed = true;
        ending.run();
    }

    /** Notes that there is one object less. */
    void changed() {
        if (waiting > 0) {
            lock.lock();
            try {
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until all objects of these methods are released, for no longer than its patience; what calls that are under way hold then is
     * released later.
     */
    public void await(Collection<Releases> methods) {
        lock.lock();
        waiting++;
        try {
            long left = patience.toNanos();
            while (size(methods) > 0 && left > 0) {
                left = change.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
            lock.unlock();
        }
        int rest = size(methods);
        if (rest > 0) {
            log.warn(
                    "{} objects that were stored are not released yet: calls that are under way have them, or onRelease takes longer than"
                            + " {}. They are released when they can be, unless the JVM ends before that.",
                    rest,
                    patience);
        }
    }

    private static int size(Collection<Releases> methods) {
        return methods.stream().mapToInt(Releases::size).sum();
    }
}
