package io.memo.engine.blocking;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.flight.Flight;
import io.memo.engine.flight.Flight.Landing;
import io.memo.engine.flight.Flights;
import io.memo.engine.refresh.Attempt;
import io.memo.engine.run.Computation;
import io.memo.engine.run.Computation.Refreshed;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.engine.run.TierAccess;
import io.memo.engine.run.TierAccess.Renewal;
import io.memo.engine.tier.Places;
import io.memo.returns.Answer;
import io.memo.store.Entry;
import java.util.function.Consumer;

/** Computes results of one method anew, by another thread than the caller's. Safe for use by several threads. */
record Renewals(
        Keys keys,
        GuardedStore store,
        Flights flights,
        Computation computation,
        MemoizationSwitch memoization,
        Places places) {

    /** Returns what computes the result of the call anew; its arguments are not kept. */
    Attempt.Work of(BlockingCall call) {
        BlockingCall behind = call.behind();
        return attempt -> run(behind, attempt);
    }

    /** Who needs the result meanwhile waits for this run. */
    private void run(BlockingCall call, Attempt attempt) {
        Flight mine = new Flight();
        if (flights.start(call.key(), mine) != null) {
            attempt.leftToAnother();
            return;
        }
        Ended ended = Ended.with(new Landing.NeverRun(), RefreshOutcome.DISCARDED);
        try {
            if (store.holdsStill(call.key(), attempt.old())) {
                ended = keys.isStill(
                                call.key(), call.target(), () -> memoization.keyed(call.target(), call.arguments()))
                        ? renew(call, attempt.old(), mine)
                        : new Ended(new Landing.NeverRun(), Attempt::ofAnotherKey);
            }
        } catch (Throwable thrown) {
            ended = new Ended(new Landing.Failure(thrown), failed -> failed.failed(thrown));
        } finally {
            flights.end(call.key(), mine, ended.landing);
            ConditionalCall.ended(call.body());
            ended.telling.accept(attempt);
        }
    }

    /** @param telling tells the attempt how it ended */
    private record Ended(Landing landing, Consumer<Attempt> telling) {

        static Ended with(Landing landing, RefreshOutcome outcome) {
            return new Ended(landing, attempt -> attempt.ended(outcome));
        }
    }

    private Ended renew(BlockingCall call, Entry old, Flight mine) throws Throwable {
        try (TierAccess far = places.of(call.key(), call.target(), call.keyed())) {
            Renewal renewal = far == null ? new Renewal(null, true) : far.renew(old);
            Entry later = renewal.later();
            if (later != null) {
                boolean adopted = computation.adopt(call.key(), later, mine.permit());
                return Ended.with(
                        new Landing.Value(Answer.of(later)),
                        adopted ? RefreshOutcome.ADOPTED : RefreshOutcome.DISCARDED);
            }
            if (!renewal.mine()) {
                return new Ended(new Landing.NeverRun(), Attempt::leftToAnother);
            }
            Refreshed refreshed =
                    computation.refresh(call.key(), call.target(), call.keyed(), call.body(), mine.permit(), far);
            Answer answer = refreshed.answer();
            return Ended.with(
                    answer == null ? new Landing.Abandoned() : new Landing.Value(answer),
                    refreshed.stored() ? RefreshOutcome.REFRESHED : RefreshOutcome.DISCARDED);
        }
    }
}
