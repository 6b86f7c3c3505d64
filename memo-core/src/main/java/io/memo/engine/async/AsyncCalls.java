package io.memo.engine.async;

import io.memo.CachedObjectMutatedException;
import io.memo.ComputationOutcome;
import io.memo.MissCause;
import io.memo.engine.async.AsyncFlight.Landing;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.check.HitCheck;
import io.memo.engine.cost.HitCosts;
import io.memo.engine.due.Timers;
import io.memo.engine.flight.StackReserve;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.refresh.Refreshes;
import io.memo.engine.refresh.StaleAnswers;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.KeptFailures;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.stream.Recording;
import io.memo.key.Key;
import io.memo.returns.Answer;
import io.memo.returns.ResultForms;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.Ticker;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one method whose results are not there when it returns: the same flow as that of {@code MethodMemoizer}, but
 * no thread waits. Safe for use by several threads.
 *
 * <pre>
 * passenger -> key -> store -> verdict -> hit
 *                           -> boards the flight of the key -> lands with its value
 *                           -> owns a flight -> run -> store -> all aboard land
 *                                            -> the last one leaves -> the run is cancelled
 * </pre>
 *
 * A value is stored when it is there; a failure and a cancellation are not.
 */
public final class AsyncCalls {

    private static final Answer NOTHING = Answer.forAll(null);

    private static final Logger log = LoggerFactory.getLogger("io.memo.engine");

    private final ConcurrentMap<Key, AsyncFlight> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean saidTooLong = new AtomicBoolean();
    private final String name;
    private final Keys keys;
    private final GuardedStore store;
    private final HitCheck hitCheck;
    private final Computation computation;
    private final @Nullable ResultForms forms;
    private final MethodCounters counters;
    private final HitCosts hitCosts;
    private final Arrivals arrivals;
    private final Refreshes refreshes;
    private final AsyncRenewals renewals;
    private final @Nullable KeptFailures keptFailures;
    private final Ticker ticker;
    private final Departures departures;

    public AsyncCalls(
            String name,
            Keys keys,
            GuardedStore store,
            HitCheck hitCheck,
            Computation computation,
            @Nullable ResultForms forms,
            MethodCounters counters,
            HitCosts hitCosts,
            Misses misses,
            Refreshes refreshes,
            StaleAnswers staleAnswers,
            @Nullable KeptFailures keptFailures,
            Ticker ticker,
            long waitNanos,
            Timers timers) {
        this.name = name;
        this.keys = keys;
        this.store = store;
        this.hitCheck = hitCheck;
        this.computation = computation;
        this.forms = forms;
        this.counters = counters;
        this.hitCosts = hitCosts;
        this.arrivals = new Arrivals(this, computation, counters, misses, staleAnswers);
        this.refreshes = refreshes;
        this.renewals = new AsyncRenewals(this, keys, store, computation);
        this.keptFailures = keptFailures;
        this.ticker = ticker;
        this.departures = new Departures(this, timers, waitNanos);
    }

    /** Returns the call as its result is presented; its arguments are its own. */
    public AsyncResults.Call call(
            MemoizationSwitch memoization, Object target, @Nullable Object[] arguments, Invocation body) {
        return new PresentedCall(this, memoization, target, arguments, body, null);
    }

    /**
     * Gives the passenger its answer, now or later; what memo itself refuses fails the answer.
     *
     * @throws Throwable what the method throws before it returns
     */
    void answer(Passenger passenger) throws Throwable {
        AsyncCall call = passenger.call();
        long began = hitCosts.begin();
        Key key;
        Entry stale = null;
        try {
            key = keys.keyOrNull(call.target(), call.arguments());
            Entry entry = key == null ? null : store.get(key);
            Lifetime lifetime = entry == null ? null : entry.lifetime();
            long now = lifetime == null ? 0 : ticker.millis();
            if (lifetime != null && lifetime.isExpired(now)) {
                stale = entry;
                entry = null;
            }
            boolean first = entry != null && hitCheck.isFirstLook(entry);
            if (key != null && entry != null && hitCheck.passes(key, entry, call.body())) {
                hitCosts.hit(first ? HitCosts.UNTIMED : began);
                counters.hit();
                arrivals.give(passenger, Answer.of(entry));
                if (lifetime != null && refreshes.claims(entry, lifetime, now)) {
                    refreshes.begin(entry, lifetime, attempt -> renewals.run(key, passenger, attempt));
                }
                return;
            }
        } catch (RuntimeException e) {
            passenger.land(null, e);
            return;
        }
        Throwable kept = key == null || keptFailures == null ? null : keptFailures.get(key);
        if (kept != null) {
            counters.hit();
            passenger.land(null, kept);
        } else if (key == null) {
            direct(passenger);
        } else {
            joinOrCompute(key, passenger, stale);
        }
    }

    /** Returns whether the flight is now the one of its key, which others may board; false if there is one. */
    boolean starts(Key key, AsyncFlight flight) {
        return underWay.putIfAbsent(key, flight) == null;
    }

    /** Runs the method for this passenger alone; what it completes with is not stored. */
    void direct(Passenger passenger) throws Throwable {
        launch(
                new AsyncFlight(null, passenger, false),
                computation.begin(),
                (run, value, nanos) -> ComputationOutcome.DIRECT);
    }

    private void joinOrCompute(Key key, Passenger passenger, @Nullable Entry stale) throws Throwable {
        StackReserve.ensure();
        passenger.missed(stale);
        AsyncFlight mine = new AsyncFlight(key, passenger, false);
        AsyncFlight other = underWay.putIfAbsent(key, mine);
        while (other != null) {
            if (other.isStartedHere() || !mayJoin(passenger, other)) {
                direct(passenger);
                return;
            }
            if (other.board(passenger)) {
                departures.ride(passenger, other);
                return;
            }
            underWay.remove(key, other);
            other = underWay.putIfAbsent(key, mine);
        }
        compute(key, mine);
    }

    /** Who has got elements cannot give them back if it shows at the end that they are of other arguments. */
    private boolean mayJoin(Passenger passenger, AsyncFlight flight) {
        boolean copies = forms != null && forms.isCopying();
        return passenger.waitsForTheEnd()
                || (!copies && keys.neverChange(flight.owner().call().arguments()));
    }

    private void compute(Key key, AsyncFlight flight) throws Throwable {
        AsyncCall call = flight.owner().call();
        Computation.Run run;
        try {
            if (landsByEntry(key, flight)) {
                return;
            }
            run = computation.begin(key, call.target(), call.arguments(), List.of());
        } catch (Throwable thrown) {
            fail(flight, thrown);
            if (thrown instanceof CachedObjectMutatedException) {
                return;
            }
            throw thrown;
        }
        launch(key, flight, run);
    }

    /** Runs the method for all aboard; what it completes with is stored. */
    void launch(Key key, AsyncFlight flight, Computation.Run run) throws Throwable {
        AsyncCall call = flight.owner().call();
        launch(
                flight,
                run,
                computation.keeper(key, call.target(), call.arguments(), call.body(), flight.permit(), null));
    }

    /** Between our look-up and our start another computation may have ended. Its result is held for all aboard: the owner may have gone. */
    private boolean landsByEntry(Key key, AsyncFlight flight) {
        Entry entry = store.fresh(key, ticker);
        Answer answer = entry == null ? NOTHING : Answer.of(entry);
        if (entry == null || !answer.hold()) {
            return false;
        }
        try {
            boolean passes = hitCheck.passes(key, entry, flight.owner().call().body());
            if (passes) {
                counters.hit();
                land(flight, new Landing(answer, null, true));
            }
            return passes;
        } finally {
            answer.letGo();
        }
    }

    private void launch(AsyncFlight flight, Computation.Run run, Computation.Keeper keeper) throws Throwable {
        Passenger owner = flight.owner();
        try {
            departures.watch(owner, flight);
            Pending begun = owner.call().start(run);
            List<Passenger> aboard = flight.runs(begun, run);
            if (begun instanceof Pending.Elements elements) {
                elements.recording().tooLong().thenRun(() -> tooLong(flight));
            }
            begun.value()
                    .whenComplete((value, failure) ->
                            StackReserve.run(() -> complete(flight, run, keeper, value, unwrap(failure))));
            if (aboard.isEmpty()) {
                departures.abandon(flight);
            }
            aboard.forEach(Passenger::begin);
        } catch (Throwable thrown) {
            try {
                if (flight.arrives()) {
                    run.failed(thrown);
                }
            } finally {
                keep(flight, thrown);
                fail(flight, thrown);
            }
            if (!owner.hasValue()) {
                throw thrown;
            }
        } finally {
            flight.started();
        }
    }

    private void keep(AsyncFlight flight, Throwable thrown) {
        Key key = flight.key();
        if (keptFailures != null && key != null && !flight.isBehind()) {
            keptFailures.keep(key, thrown, flight.permit());
        }
    }

    private void complete(
            AsyncFlight flight,
            Computation.Run run,
            Computation.Keeper keeper,
            @Nullable Object value,
            @Nullable Throwable failure) {
        if (!flight.arrives()) {
            return;
        }
        Throwable failed = failure;
        Answer answer = NOTHING;
        boolean unchanged = true;
        try {
            Key key = flight.key();
            unchanged = key == null
                    || keys.argumentsUnchanged(key, flight.owner().call().arguments());
            if (failure != null) {
                run.failed(failure);
                if (unchanged) {
                    keep(flight, failure);
                }
            } else if (!unchanged) {
                answer = run.completed(value, discarding(MissCause.CHANGED_DURING_RUN));
            } else if (flight.begun() instanceof Pending.Elements elements && elements.isTooLong()) {
                answer = run.completed(value, discarding(MissCause.NOT_STORED));
            } else {
                answer = run.completed(value, keeper);
            }
        } catch (Throwable e) {
            failed = failed == null ? e : failed;
        } finally {
            try {
                land(flight, new Landing(answer, failed, unchanged));
            } finally {
                answer.letGo();
            }
        }
    }

    private static Computation.Keeper discarding(MissCause why) {
        return (run, value, nanos) -> run.discarded(why);
    }

    private void tooLong(AsyncFlight flight) {
        detach(flight);
        if (saidTooLong.compareAndSet(false, true)) {
            log.warn(
                    "{} yields more than {} elements: they are passed on as they come, but not stored.",
                    name,
                    Recording.MOST);
        }
    }

    /** Lets nobody join the flight any more. */
    void detach(AsyncFlight flight) {
        Key key = flight.key();
        if (key != null) {
            underWay.remove(key, flight);
        }
    }

    /** Lets all aboard land with what the run, or memo itself, threw. */
    void fail(AsyncFlight flight, Throwable thrown) {
        land(flight, new Landing(NOTHING, thrown, true));
    }

    private void land(AsyncFlight flight, Landing landing) {
        detach(flight);
        arrivals.land(flight, landing);
    }

    /** Returns what callers are given of elements. */
    GivenElements elements() {
        return new GivenElements(forms);
    }

    /** Returns what really failed; stages that depend on others wrap it. */
    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause != null ? cause : failure;
    }

    /** Returns how many computations are under way that may be joined, by estimate. */
    public int size() {
        return underWay.size();
    }

    /** Takes from the computations for these keys the right to store, and lets nobody join them any more. */
    public void clear(Predicate<? super Key> ofKeys) {
        underWay.keySet().stream().filter(ofKeys).forEach(this::clear);
    }

    private void clear(Key key) {
        AsyncFlight flight = underWay.get(key);
        if (flight != null) {
            flight.permit().revoke();
            underWay.remove(key, flight);
        }
    }
}
