package io.memo.engine.call;

import io.memo.store.Holders;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The stored objects that one call holds until it has ended, so that none is released meanwhile. Safe for use by several threads. */
final class Holds {

    private final ReentrantLock lock = new ReentrantLock();
    /** Null once the call has ended. */
    private @Nullable List<Holders> held = new ArrayList<>(2);

    /** Holds an object; returns false if it is being released, or the call has ended. */
    boolean add(Holders holders) {
        lock.lock();
        try {
            return held != null && holders.add() && held.add(holders);
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all, the first time that it is called. */
    void end() {
        List<Holders> over;
        lock.lock();
        try {
            over = held;
            held = null;
        } finally {
            lock.unlock();
        }
        if (over != null) {
            over.forEach(Holders::remove);
        }
    }
}
