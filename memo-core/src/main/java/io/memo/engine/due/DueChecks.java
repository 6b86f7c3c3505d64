package io.memo.engine.due;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The looks at entries that are to come, of all methods of an engine: the oldest first, and so slowly that they take 1 % of the
 * machine at most. Where more come than that allows, all are made, but later. Safe for use by several threads.
 *
 * <p>Work comes in runs. A run lasts until nothing is due or its share of time is used up. The pause after it makes up for what it
 * took and what waking a thread takes. Within a run nobody wakes the thread; else a hit does, once for a run.
 */
public final class DueChecks implements AutoCloseable {

    /** How long after a look the next one follows, if no hit comes first. */
    public static final long FOLLOW_UP = TimeUnit.SECONDS.toNanos(1);

    /** Waking a thread more often than this would cost more than most looks. */
    static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** What waking a thread costs, about. */
    static final long WAKING = TimeUnit.MICROSECONDS.toNanos(10);

    /** When a run ends though more is due: so that one costly look after the other makes no long run. */
    public static final long RUN = TimeUnit.MICROSECONDS.toNanos(100);

    private static final int PERCENT = 100;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NOW = Long.MIN_VALUE;

    private final CheckThread thread;
    private final int processors;
    private final DueQueue afterHits = new DueQueue();
    private final DueQueue afterLooks = new DueQueue();
    private final ReentrantLock lock = new ReentrantLock();
    private final long start;
    /** When the next run is, since the start; {@link #NOW} during one. */
    private volatile long next = NEVER;

    private volatile boolean open = true;
    private @Nullable Runnable callOff;
    private long notBefore;

    /** @param processors how many the machine has */
    public DueChecks(CheckThread thread, int processors) {
        this.thread = thread;
        this.processors = processors;
        this.start = thread.nanos();
    }

    /** Returns the time since the start, in nanoseconds. */
    public long now() {
        return thread.nanos() - start;
    }

    /** Returns how long the thread of a run was at work. */
    public long worked() {
        return thread.worked();
    }

    /** Returns whether looks are made: this is not closed. */
    public boolean isOpen() {
        return open;
    }

    /** Takes a look that a hit has made due; returns false if this is closed. */
    public boolean afterHit(DueCheck mark) {
        return add(afterHits, mark, mark.at() + LEAST_PAUSE);
    }

    /** Takes a look that follows another one. */
    public void afterLook(DueCheck mark) {
        add(afterLooks, mark, mark.at());
    }

    private boolean add(DueQueue queue, DueCheck mark, long when) {
        if (!open) {
            return false;
        }
        boolean crowded = queue.add(mark);
        if (when < next) {
            wake(when);
        }
        if (crowded) {
            thread.after(0, () -> sweep(queue));
        }
        if (!open) {
            drain();
        }
        return true;
    }

    private void wake(long when) {
        lock.lock();
        try {
            long at = Math.max(when, notBefore);
            if (open && at < next) {
                if (callOff != null) {
                    callOff.run();
                }
                next = at;
                callOff = thread.after(Math.max(0, at - now()), this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        if (begins()) {
            long began = thread.worked();
            try {
                while (open && thread.worked() - began < RUN && lookAtOldest()) {
                    // As long as something is due.
                }
            } finally {
                paid(thread.worked() - began);
                rest();
            }
        } else {
            rest();
        }
    }

    /** Returns false if it is too early: the call to run may have crossed one to call that off. */
    private boolean begins() {
        lock.lock();
        try {
            next = NOW;
            return now() >= notBefore;
        } finally {
            lock.unlock();
        }
    }

    private boolean lookAtOldest() {
        long now = now();
        DueCheck hit = afterHits.dueBy(now - LEAST_PAUSE);
        DueCheck look = afterLooks.dueBy(now);
        if (hit != null && (look == null || hit.at() <= look.at())) {
            afterHits.remove();
            hit.afterHit();
        } else if (look != null) {
            afterLooks.remove();
            look.afterLook();
        }
        return hit != null || look != null;
    }

    /** Returns how many looks are to come, by estimate. */
    public int waiting() {
        return afterHits.size() + afterLooks.size();
    }

    /** Lets go of the looks at entries that are gone, so that no more are kept than about twice as many as there are entries. */
    private void sweep(DueQueue queue) {
        long began = thread.worked();
        queue.sweep();
        paid(thread.worked() - began);
    }

    private void paid(long worked) {
        long cost = Math.max(0, worked) + WAKING;
        long pause = cost * Math.max(0, PERCENT - processors) / processors;
        lock.lock();
        try {
            notBefore = Math.max(notBefore, now()) + Math.max(pause, LEAST_PAUSE);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a run. What is added from now on wakes the thread again; what was added before is seen here. */
    private void rest() {
        lock.lock();
        try {
            next = NEVER;
            callOff = null;
        } finally {
            lock.unlock();
        }
        DueCheck hit = afterHits.first();
        DueCheck look = afterLooks.first();
        if (hit != null) {
            wake(hit.at() + LEAST_PAUSE);
        }
        if (look != null) {
            wake(look.at());
        }
    }

    /** Makes no more looks: each hit checks by itself from now on. */
    @Override
    public void close() {
        open = false;
        lock.lock();
        try {
            if (callOff != null) {
                callOff.run();
            }
            next = NOW;
        } finally {
            lock.unlock();
        }
        drain();
    }

    private void drain() {
        afterHits.drain();
        afterLooks.drain();
    }
}
