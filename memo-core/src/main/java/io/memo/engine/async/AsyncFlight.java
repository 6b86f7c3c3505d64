package io.memo.engine.async;

import io.memo.engine.flight.StorePermit;
import io.memo.engine.run.Computation;
import io.memo.key.Key;
import io.memo.returns.Answer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One computation under way whose result no thread waits for, and who waits for it. It ends in one of two ways, whichever comes
 * first: its value is there, or its last passenger leaves. Safe for use by several threads; no user code runs under the lock.
 */
final class AsyncFlight {

    private final @Nullable Key key;
    private final Passenger owner;
    private final boolean behind;
    private final Thread starter = Thread.currentThread();
    private final StorePermit permit = new StorePermit();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Passenger> aboard = new LinkedHashSet<>();
    private @Nullable Pending begun;
    private Computation.@Nullable Run run;
    private @Nullable Landing landing;
    private boolean ending;
    private boolean abandoned;
    private volatile boolean starting = true;

    /**
     * @param key what others find it by, null if nobody else is to board
     * @param owner the caller that runs the method
     * @param behind whether it is for an entry that callers still get
     */
    AsyncFlight(@Nullable Key key, Passenger owner, boolean behind) {
        this.key = key;
        this.owner = owner;
        this.behind = behind;
        aboard.add(owner);
    }

    /**
     * How a flight ended.
     *
     * @param forAll whether this is the answer of every passenger; else only its owner's
     */
    record Landing(Answer answer, @Nullable Throwable failure, boolean forAll) {

        /** Returns whether its owner has a value that nobody else may get. */
        boolean isForOne() {
            return failure == null && answer.sharing() == Answer.Sharing.ONE;
        }
    }

    /** What came of a wish to leave. */
    enum Leaving {
        /** It was not aboard, or had to stay. */
        NONE,
        LEFT,
        /** It left, nobody else was there, and the flight is to be ended by who asked. */
        ABANDONED
    }

    /** Returns what others find it by, null if nobody else is to board. */
    @Nullable
    Key key() {
        return key;
    }

    /** Returns the caller that runs the method. */
    Passenger owner() {
        return owner;
    }

    /** Returns whether it is for an entry that callers still get: what it fails with says nothing to them. */
    boolean isBehind() {
        return behind;
    }

    /** Returns the permit to store the result. */
    StorePermit permit() {
        return permit;
    }

    /** Notes that the method has returned, though its value may not be there yet. */
    void started() {
        starting = false;
    }

    /** Returns whether the method is just being called by the current thread, so that it would wait for itself. */
    boolean isStartedHere() {
        return starting && starter == Thread.currentThread();
    }

    /** Takes the passenger aboard; returns false if it is too late for that. */
    boolean board(Passenger passenger) {
        lock.lock();
        try {
            boolean open = landing == null && !abandoned && (begun == null || passenger.sit(begun));
            if (open) {
                aboard.add(passenger);
            }
            return open;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives all passengers what runs.
     *
     * @return who is aboard; nobody if all have left, so that the flight is to be ended by who asked
     */
    List<Passenger> runs(Pending pending, Computation.Run computed) {
        lock.lock();
        try {
            begun = pending;
            run = computed;
            aboard.forEach(passenger -> passenger.sit(pending));
            abandoned = aboard.isEmpty();
            ending = abandoned;
            return List.copyOf(aboard);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the passenger leave, if it wants to once it is known to be aboard. While the method has not returned nobody is the last one. */
    Leaving leave(Passenger passenger, Predicate<Passenger> wants) {
        lock.lock();
        try {
            if (!aboard.contains(passenger) || !wants.test(passenger)) {
                return Leaving.NONE;
            }
            aboard.remove(passenger);
            if (begun == null || ending || !aboard.isEmpty()) {
                return Leaving.LEFT;
            }
            abandoned = true;
            ending = true;
            return Leaving.ABANDONED;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the flight ends by what runs: if not, all have left before. To be asked once. */
    boolean arrives() {
        lock.lock();
        try {
            boolean first = !ending;
            ending = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the flight and returns who is to be given the answer. */
    List<Passenger> land(Landing how) {
        lock.lock();
        try {
            landing = how;
            List<Passenger> arrived = List.copyOf(aboard);
            aboard.clear();
            return arrived;
        } finally {
            lock.unlock();
        }
    }

    /** Returns what runs, or null if the method has not returned. */
    @Nullable
    Pending begun() {
        lock.lock();
        try {
            return begun;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the run as it is counted, or null if the method has not returned. */
    Computation.@Nullable Run run() {
        lock.lock();
        try {
            return run;
        } finally {
            lock.unlock();
        }
    }
}
