package io.memo.engine.async;

import io.memo.engine.async.AsyncFlight.Leaving;
import io.memo.engine.due.Timers;
import io.memo.engine.flight.StackReserve;
import io.memo.engine.run.Computation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;

/**
 * Who waits for flights of one method, and until when. Safe for use by several threads.
 *
 * @param waitNanos how long a passenger waits for a flight that it boarded, before it has a run of its own
 */
record Departures(AsyncCalls calls, Timers timers, long waitNanos) {

    /** Has the passenger wait for a flight that it boarded, but not for longer than calls wait. */
    void ride(Passenger passenger, AsyncFlight flight) {
        watch(passenger, flight);
        passenger.begin();
        try {
            Timers.Alarm alarm = timers.after(waitNanos, ForkJoinPool.commonPool(), () -> runAlone(passenger, flight));
            passenger.answer().whenComplete((value, failure) -> alarm.cancel());
        } catch (RejectedExecutionException closed) {
            // Nobody would wake it up.
            runAlone(passenger, flight);
        }
    }

    private void runAlone(Passenger passenger, AsyncFlight flight) {
        Leaving leaving = flight.leave(passenger, Passenger::part);
        if (leaving != Leaving.NONE) {
            passenger.attempt(() -> calls.direct(passenger));
            abandonedBy(leaving, flight);
        }
    }

    /** Has the passenger leave when it waits no more, for whatever reason. */
    void watch(Passenger passenger, AsyncFlight flight) {
        passenger.answer().whenComplete((value, failure) -> abandonedBy(flight.leave(passenger, any -> true), flight));
    }

    private void abandonedBy(Leaving leaving, AsyncFlight flight) {
        if (leaving == Leaving.ABANDONED) {
            StackReserve.run(() -> abandon(flight));
        }
    }

    /** Puts an end to the flight that nobody is aboard of any more. */
    void abandon(AsyncFlight flight) {
        calls.detach(flight);
        Pending begun = flight.begun();
        Computation.Run run = flight.run();
        try {
            if (begun != null) {
                begun.cancel();
            }
        } finally {
            if (run != null) {
                run.failed(new CancellationException("Nobody waits for it any more"));
            }
        }
    }
}
