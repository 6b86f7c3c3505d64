package io.memo.engine.flight;

import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.flight.Flight.Landing;
import io.memo.key.Key;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Single flight: the computations of one method that are under way, one for each key. A flight is kept beside the store,
 * not in it, so that user code never runs inside a map's compute function.
 */
public final class Flights {

    private final ConcurrentMap<Key, Flight> underWay = new ConcurrentHashMap<>();
    private final WaitGraph graph;
    private final long timeoutNanos;

    /**
     * @param graph shared by all methods of the engine
     * @param timeoutNanos how long a thread waits for another's computation
     */
    public Flights(WaitGraph graph, long timeoutNanos) {
        this.graph = graph;
        this.timeoutNanos = timeoutNanos;
    }

    /** Starts the flight and returns null, or returns the one that is under way for the key. */
    @Nullable
    public Flight start(Key key, Flight flight) {
        return underWay.putIfAbsent(key, flight);
    }

    /** Ends the flight: newcomers do not join it any more, those who wait are let go. */
    public void end(Key key, Flight flight, Landing landing) {
        underWay.remove(key, flight);
        flight.land(landing);
    }

    /**
     * Returns how the flight ended, or null if the current thread has to run the method itself. What the flight came to is not released until
     * the call has ended.
     */
    @Nullable
    public Landing join(Flight flight, Invocation call) {
        if (!graph.enter(flight)) {
            return null;
        }
        boolean aboard = flight.board();
        try {
            Landing landing = flight.await(timeoutNanos);
            return landing instanceof Landing.Value value
                            && !ConditionalCall.holds(call, value.answer().holders())
                    ? null
                    : landing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            graph.leave();
            if (aboard) {
                flight.leave();
            }
        }
    }

    /** Returns how many there are, by estimate. */
    public int size() {
        return underWay.size();
    }

    /** Takes from the flights for these keys the right to store, and lets nobody join them any more. */
    public void clear(Predicate<? super Key> keys) {
        underWay.keySet().stream().filter(keys).forEach(this::clear);
    }

    private void clear(Key key) {
        Flight flight = underWay.get(key);
        if (flight != null) {
            flight.permit().revoke();
            underWay.remove(key, flight);
        }
    }
}
