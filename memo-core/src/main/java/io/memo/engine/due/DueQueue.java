package io.memo.engine.due;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Checks to come, in the order of their times. Any thread adds; one at a time takes, and sweeps. */
final class DueQueue {

    /** So many may be of entries that are gone before that is looked into. */
    static final int FEW = 4096;

    private final Queue<DueCheck> marks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger crowd = new AtomicInteger(FEW);

    /** Returns whether the queue has grown so far that it is to be swept; one thread is told. */
    boolean add(DueCheck mark) {
        marks.add(mark);
        int most = crowd.get();
        return size.incrementAndGet() > most && crowd.compareAndSet(most, Integer.MAX_VALUE);
    }

    @Nullable
    DueCheck first() {
        return marks.peek();
    }

    /** Returns the first one if it is no later than the time. */
    @Nullable
    DueCheck dueBy(long time) {
        DueCheck first = marks.peek();
        return first == null || first.at() > time ? null : first;
    }

    /** Removes the first one. */
    void remove() {
        if (marks.poll() != null) {
            size.decrementAndGet();
        }
    }

    /** Removes those whose entries are gone. */
    void sweep() {
        for (Iterator<DueCheck> each = marks.iterator(); each.hasNext(); ) {
            if (each.next().isGone()) {
                each.remove();
                size.decrementAndGet();
            }
        }
        crowd.set(Math.max(FEW, 2 * size.get()));
    }

    /** Removes all, and leaves the looks to the hits that come. */
    void drain() {
        for (DueCheck each = marks.poll(); each != null; each = marks.poll()) {
            size.decrementAndGet();
            each.giveBack();
        }
    }

    int size() {
        return size.get();
    }
}
