package io.memo.engine.flight;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, over all methods of an engine. A thread waits for at most one flight and a flight has one owner, so
 * a wait that would close a circle is found by following the owners. The lock makes looking and entering one step: of the
 * threads of a circle exactly the last one is turned away. No user code runs under it.
 */
public final class WaitGraph {

    private final ReentrantLock lock = new ReentrantLock();
    /** By identity: a thread may have an {@code equals} of its own, which is user code. */
    private final Map<Thread, Flight> waiting = new IdentityHashMap<>();

    /**
     * Notes that the current thread is about to wait for the flight.
     *
     * @return false, and nothing is noted, if the flight waits for the current thread: it would never land
     */
    boolean enter(Flight flight) {
        Thread me = Thread.currentThread();
        lock.lock();
        try {
            @Nullable Flight next = flight;
            // One that has landed holds nobody up, though who waited for it may not have left yet.
            while (next != null && !next.hasLanded()) {
                if (next.owner() == me) {
                    return false;
                }
                next = waiting.get(next.owner());
            }
            waiting.put(me, flight);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the current thread waits no more. */
    void leave() {
        lock.lock();
        try {
            waiting.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }
}
