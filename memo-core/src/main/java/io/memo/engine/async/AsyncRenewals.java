package io.memo.engine.async;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.refresh.Attempt;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.key.Key;

/** Computes asynchronous results of one method anew behind their callers. Safe for use by several threads. */
record AsyncRenewals(AsyncCalls calls, Keys keys, GuardedStore store, Computation computation) {

    /**
     * Computes the result of a call anew; who needs the result meanwhile boards this flight.
     *
     * @param first who was given the old one
     */
    void run(Key key, Passenger first, Attempt attempt) {
        Passenger own = first.behind();
        AsyncCall call = own.call();
        if (!store.holdsStill(key, attempt.old())) {
            attempt.ended(RefreshOutcome.DISCARDED);
            return;
        }
        if (!keys.isStill(key, call.target(), call.again())) {
            attempt.ofAnotherKey();
            return;
        }
        AsyncFlight flight = new AsyncFlight(key, own, true);
        if (!calls.starts(key, flight)) {
            attempt.leftToAnother();
            return;
        }
        try {
            Computation.Run run = computation.beginAnew(key, call.target(), call.arguments());
            attempt.onCancel(() -> own.answer().cancel(true));
            own.answer().whenComplete((value, failure) -> {
                if (failure != null) {
                    attempt.failed(failure);
                } else {
                    attempt.ended(run.isStored() ? RefreshOutcome.REFRESHED : RefreshOutcome.DISCARDED);
                }
            });
            calls.launch(key, flight, run);
        } catch (Throwable thrown) {
            attempt.failed(thrown);
            calls.fail(flight, thrown);
        }
    }
}
