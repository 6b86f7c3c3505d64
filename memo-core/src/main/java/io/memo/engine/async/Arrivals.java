package io.memo.engine.async;

import io.memo.MissCause;
import io.memo.engine.async.AsyncFlight.Landing;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.refresh.StaleAnswers;
import io.memo.engine.run.Computation;
import io.memo.engine.run.Misses;
import io.memo.key.Key;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.store.Entry;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Gives the passengers of flights of one method what they get when these land. Safe for use by several threads. */
record Arrivals(
        AsyncCalls calls, Computation computation, MethodCounters counters, Misses misses, StaleAnswers staleAnswers) {

    /** Lands the flight, which nobody finds any more; an error in one passenger's code keeps no other from its answer. */
    void land(AsyncFlight flight, Landing landing) {
        Throwable first = null;
        for (Passenger passenger : flight.land(landing)) {
            try {
                deliver(passenger, flight, landing);
            } catch (RuntimeException | Error thrown) {
                first = first == null ? thrown : first;
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void deliver(Passenger passenger, AsyncFlight flight, Landing landing) {
        if (passenger != flight.owner()) {
            if (landing.isForOne() && passenger.waitsForTheEnd()) {
                ForkJoinPool.commonPool().execute(() -> passenger.attempt(() -> calls.direct(passenger)));
                return;
            }
            if (!landing.forAll() && passenger.waitsForTheEnd()) {
                ForkJoinPool.commonPool().execute(() -> passenger.attempt(() -> calls.answer(passenger)));
                return;
            }
            if (landing.failure() == null) {
                counters.hit();
            } else {
                misses.missed(MissCause.FAILED);
            }
        }
        if (landing.failure() == null) {
            passenger.attempt(() -> give(passenger, landing.answer()));
        } else {
            fail(passenger, flight, landing.failure());
        }
    }

    private void fail(Passenger passenger, AsyncFlight flight, Throwable failure) {
        Key key = flight.key();
        Entry stale = passenger.stale();
        // Who got elements of this run cannot get those of an earlier one.
        if (key == null || stale == null || !passenger.part()) {
            passenger.land(null, failure);
            return;
        }
        passenger.attempt(() -> {
            Entry instead =
                    staleAnswers.instead(key, stale, failure, passenger.call().body());
            if (instead == null) {
                passenger.land(null, failure);
            } else {
                give(passenger, Answer.of(instead));
            }
        });
    }

    /**
     * Gives the caller what it gets of an answer; runs the method if it gets nothing of it. An answer that is released is held by who calls
     * this, and then by the caller.
     */
    void give(Passenger passenger, Answer answer) throws Throwable {
        if (!ConditionalCall.holds(passenger.call().body(), answer.holders())) {
            // The caller has gone.
            return;
        }
        @Nullable
        Object own = answer.sharing() == Sharing.COPIES ? computation.copyOrNull(answer.value()) : answer.value();
        if (own == null && answer.sharing() == Sharing.COPIES) {
            calls.direct(passenger);
        } else {
            passenger.land(own, null);
        }
    }
}
