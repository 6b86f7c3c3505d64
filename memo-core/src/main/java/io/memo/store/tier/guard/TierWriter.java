package io.memo.store.tier.guard;

import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.thread.DaemonThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes in the background, on threads that exist only while there is something to write: several, for most of the time each waits
 * for an answer from afar. What waits or is being written has at most so many bytes together, what would be more is dropped; what
 * is being encoded, of which there are several copies for a moment, has a bound of its own. Safe for use by several threads.
 */
public final class TierWriter implements AutoCloseable {

    /** Enough for some hundred results a second to a place that is 20 ms away. */
    private static final int THREADS = 16;

    private static final Duration LAST_WRITES = Duration.ofMillis(1_200);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** The part of the heap that what waits may have. */
    private static final int ONE_IN = 32;

    /** One result alone may have as much as this times what may wait. */
    private static final int ALONE = 4;

    /** What each piece has around its result. */
    private static final long AROUND = 1 << 10;

    /** As bytes, read back, hashed twice and sealed. */
    private static final long COPIES = 5;

    /** The part of what may be encoded at a time that a permit stands for. */
    private static final int PERMITS = 1_000;

    private final long most;
    private final int threads;
    private final ExecutorService executor;
    private final Semaphore permits = new Semaphore(PERMITS, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Piece> waiting = new ArrayDeque<>();
    private final Set<Tier> untidy = new HashSet<>();
    private boolean tidying;
    private long held;
    private int working;
    private boolean closed;

    private record Piece(long bytes, Runnable task) {}

    /**
     * @param most about how many bytes what waits or is being written may have; one result alone may have more
     * @param threads how many write at the same time, at least 1; with one, in the order of what was offered
     */
    public TierWriter(long most, int threads) {
        // Who works is counted here: a thread that has ended its work may not be idle yet.
        this(
                most,
                threads,
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        IDLE.toMillis(),
                        TimeUnit.MILLISECONDS,
                        new SynchronousQueue<>(),
                        new DaemonThreads("memo-tier-writer")));
    }

    /** @param executor closed with this */
    TierWriter(long most, int threads, ExecutorService executor) {
        this.most = most;
        this.threads = threads;
        this.executor = executor;
    }

    /** Returns one whose results that wait have no more than a small part of the heap. */
    public static TierWriter ofHeap() {
        return new TierWriter(Runtime.getRuntime().maxMemory() / ONE_IN, THREADS);
    }

    /**
     * Takes the task, or returns false if there is no room for it or the writer is closed.
     *
     * @param bytes about how many the task holds until it is done
     */
    public boolean offer(long bytes, Runnable task) {
        Piece piece = new Piece(bytes + AROUND, task);
        lock.lock();
        try {
            boolean fits = held + piece.bytes <= most || (held == 0 && piece.bytes <= ALONE * most);
            if (closed || !fits) {
                return false;
            }
            held += piece.bytes;
            waiting.add(piece);
            if (working < threads) {
                working++;
                executor.execute(this::work);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the encoding by the calling thread and returns what it made. Waits first until there is memory for it beside the other
     * encodings under way.
     *
     * @param bytes about how large the result is
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public StoredEntry encoding(long bytes, Encoding encoding) throws NotStorableException, InterruptedException {
        int share = (int) Math.min(PERMITS, 1 + COPIES * bytes * PERMITS / (2 * most));
        permits.acquire(share);
        try {
            return encoding.run();
        } finally {
            permits.release(share);
        }
    }

    /** Makes the bytes of a result. */
    public interface Encoding {

        /** @throws NotStorableException if the result cannot leave the process */
        StoredEntry run() throws NotStorableException;
    }

    /** Lets the places do what is due, on a thread of its own: nothing is written more slowly for it. */
    public void tidy(Collection<Tier> places) {
        lock.lock();
        try {
            untidy.addAll(places);
            if (!tidying && !closed) {
                tidying = true;
                executor.execute(this::tidyUp);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tidyUp() {
        boolean done = false;
        try {
            for (Tier place = nextUntidy(); place != null; place = nextUntidy()) {
                place.upkeep();
            }
            done = true;
        } finally {
            if (!done) {
                giveUpTidying();
            }
        }
    }

    private void giveUpTidying() {
        lock.lock();
        try {
            tidying = false;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Tier nextUntidy() {
        lock.lock();
        try {
            Iterator<Tier> all = untidy.iterator();
            tidying = !closed && all.hasNext();
            if (!tidying) {
                return null;
            }
            Tier next = all.next();
            all.remove();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nothing is left to tidy. */
    public boolean isTidy() {
        lock.lock();
        try {
            return !tidying;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        Piece piece = next(0);
        while (piece != null) {
            boolean done = false;
            try {
                piece.task.run();
                done = true;
            } finally {
                if (!done) {
                    // This thread ends with what was thrown; another one goes on.
                    lost(piece.bytes);
                }
            }
            piece = next(piece.bytes);
        }
    }

    private @Nullable Piece next(long done) {
        lock.lock();
        try {
            held -= done;
            Piece piece = waiting.poll();
            if (piece == null) {
                working--;
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private void lost(long bytes) {
        lock.lock();
        try {
            held -= bytes;
            if (closed || waiting.isEmpty()) {
                working--;
            } else {
                executor.execute(this::work);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, for at most two seconds; the rest is dropped. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)) {
                drop();
                executor.shutdownNow();
                executor.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            drop();
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void drop() {
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }
}
