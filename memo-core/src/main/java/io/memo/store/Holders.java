package io.memo.store;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;

/**
 * Who holds an object that is to be released when nobody does: the entries in which it is, and the calls that are being answered with it.
 * Safe for use by several threads.
 *
 * <pre>
 * held by n -> held by nobody -> being released
 *           <-
 * </pre>
 *
 * What is held by nobody can be held again as long as its release has not begun.
 */
public final class Holders {

    private static final AtomicIntegerFieldUpdater<Holders> COUNT =
            AtomicIntegerFieldUpdater.newUpdater(Holders.class, "count");

    private static final int RELEASED = -1;

    private final Object object;
    private final Consumer<Holders> onNobody;
    private volatile int count = 1;
    private volatile boolean stored;

    /**
     * Begins with one holder.
     *
     * @param onNobody told each time when the last holder has let go; by the thread of that one, perhaps under locks
     */
    public Holders(Object object, Consumer<Holders> onNobody) {
        this.object = object;
        this.onNobody = onNobody;
    }

    /** Returns the object that is held. */
    public Object object() {
        return object;
    }

    /** Adds a holder, who has to {@linkplain #remove let go}; returns false if the object is being released. */
    public boolean add() {
        int now = count;
        while (now != RELEASED) {
            if (COUNT.compareAndSet(this, now, now + 1)) {
                return true;
            }
            now = count;
        }
        return false;
    }

    /** Takes a holder away. */
    public void remove() {
        if (COUNT.decrementAndGet(this) == 0) {
            onNobody.accept(this);
        }
    }

    /** Lets nobody hold the object any more; returns whether it was for the caller to do so, which is true once, and while nobody holds it. */
    public boolean end() {
        return COUNT.compareAndSet(this, 0, RELEASED);
    }

    /** Returns whether the object was in memory. */
    public boolean wasStored() {
        return stored;
    }

    void stored() {
        stored = true;
    }
}
