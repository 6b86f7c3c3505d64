package io.memo.engine.blocking;

import io.memo.MissCause;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.check.HitCheck;
import io.memo.engine.cost.HitCosts;
import io.memo.engine.flight.Flight;
import io.memo.engine.flight.Flight.Landing;
import io.memo.engine.flight.Flights;
import io.memo.engine.flight.StackReserve;
import io.memo.engine.flight.StorePermit;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.refresh.Refreshes;
import io.memo.engine.refresh.StaleAnswers;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.KeptFailures;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.run.TierAccess;
import io.memo.engine.tier.Places;
import io.memo.key.Key;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one method that return with their result. Safe for use by several threads.
 *
 * <pre>
 * key -> store -> verdict -> hit -> old -> computed anew behind the call
 *              -> single flight -> beyond memory -> hit
 *                               -> run -> store
 *                                      -> throws -> a result whose time is over
 * </pre>
 */
public final class BlockingCalls {

    private final Keys keys;
    private final GuardedStore store;
    private final HitCheck hitCheck;
    private final Flights flights;
    private final Computation computation;
    private final MethodCounters counters;
    private final HitCosts hitCosts;
    private final Misses misses;
    private final MemoizationSwitch memoization;
    private final Places places;
    private final Refreshes refreshes;
    private final Renewals renewals;
    private final StaleAnswers staleAnswers;
    private final @Nullable KeptFailures keptFailures;
    private final Ticker ticker;
    private final boolean releases;

    public BlockingCalls(
            Keys keys,
            GuardedStore store,
            HitCheck hitCheck,
            Flights flights,
            Computation computation,
            MethodCounters counters,
            HitCosts hitCosts,
            Misses misses,
            MemoizationSwitch memoization,
            Places places,
            Refreshes refreshes,
            StaleAnswers staleAnswers,
            @Nullable KeptFailures keptFailures,
            Ticker ticker) {
        this.keys = keys;
        this.store = store;
        this.hitCheck = hitCheck;
        this.flights = flights;
        this.computation = computation;
        this.counters = counters;
        this.hitCosts = hitCosts;
        this.misses = misses;
        this.memoization = memoization;
        this.places = places;
        this.refreshes = refreshes;
        this.renewals = new Renewals(keys, store, flights, computation, memoization, places);
        this.staleAnswers = staleAnswers;
        this.keptFailures = keptFailures;
        this.ticker = ticker;
        this.releases = memoization.releases();
    }

    /**
     * Answers a call.
     *
     * @param arguments the arguments; not kept
     * @param keyed the arguments with the dimensions behind them; not kept
     * @throws Throwable what the method throws, the same object; what memo refuses
     */
    public @Nullable Object call(Object target, @Nullable Object[] arguments, @Nullable Object[] keyed, Invocation body)
            throws Throwable {
        if (!releases) {
            return answer(target, arguments, keyed, body, memoization.call(target, arguments, body));
        }
        Invocation call = memoization.call(target, arguments, body);
        try {
            return answer(target, arguments, keyed, body, call);
        } finally {
            ConditionalCall.ended(call);
        }
    }

    private @Nullable Object answer(
            Object target, @Nullable Object[] arguments, @Nullable Object[] keyed, Invocation body, Invocation call)
            throws Throwable {
        long began = hitCosts.begin();
        Key key = keys.keyOrNull(target, keyed);
        if (key == null) {
            return computation.runDirectly(body);
        }
        Entry entry = store.get(key);
        Lifetime lifetime = entry == null ? null : entry.lifetime();
        long now = lifetime == null ? 0 : ticker.millis();
        Entry stale = null;
        if (lifetime != null && lifetime.isExpired(now)) {
            stale = entry;
            entry = null;
        }
        if (began != HitCosts.UNTIMED && entry != null && hitCheck.isFirstLook(entry)) {
            began = HitCosts.UNTIMED;
        }
        if (entry == null || !hitCheck.passes(key, entry, call)) {
            return new Miss(new BlockingCall(key, target, arguments, keyed, call), entry, stale).answer();
        }
        Object given = hit(entry, call);
        hitCosts.hit(began);
        if (lifetime != null && refreshes.claims(entry, lifetime, now)) {
            refreshes.begin(entry, lifetime, renewals.of(new BlockingCall(key, target, arguments, keyed, call)));
        }
        return given;
    }

    private @Nullable Object hit(Entry entry, Invocation body) throws Throwable {
        counters.hit();
        return entry.isPrivate() ? computation.give(Answer.of(entry), body) : entry.value();
    }

    private Answer hit(Entry entry) {
        counters.hit();
        return Answer.of(entry);
    }

    /** A call that memory has no answer for. */
    private final class Miss {

        private final BlockingCall call;
        private final Key key;
        private final Invocation body;
        private final @Nullable Entry refused;
        private final @Nullable Entry stale;
        private @Nullable Entry restored;
        private Landing.@Nullable Failure failed;

        /**
         * @param refused what was found in memory and may not be returned
         * @param stale what was found in memory, and its time is over
         */
        Miss(BlockingCall call, @Nullable Entry refused, @Nullable Entry stale) {
            this.call = call;
            this.key = call.key();
            this.body = call.body();
            this.refused = refused;
            this.stale = stale;
        }

        @Nullable
        Object answer() throws Throwable {
            Object answer = joinOrCompute();
            // Not before the flight has ended: the run behind it needs a flight of its own.
            Entry old = restored;
            Lifetime lifetime = old == null ? null : old.lifetime();
            if (old != null && lifetime != null && refreshes.claims(old, lifetime, ticker.millis())) {
                refreshes.begin(old, lifetime, renewals.of(call));
            }
            return answer;
        }

        private @Nullable Object joinOrCompute() throws Throwable {
            throwKept();
            StackReserve.ensure();
            Flight mine = new Flight();
            Landing landing = new Landing.Abandoned();
            try {
                Flight other = flights.start(key, mine);
                if (other != null) {
                    Landing theirs = flights.join(other, body);
                    return theirs instanceof Landing.NeverRun ? joinOrCompute() : take(theirs);
                }
                // Between our look-up and our start another flight may have landed.
                throwKept();
                Entry landed = store.fresh(key, ticker);
                Answer answer = landed != null && hitCheck.passes(key, landed, body)
                        ? hit(landed)
                        : restoreOrRun(mine.permit(), refused == null && landed == null);
                landing = failed == null ? new Landing.Value(answer) : failed;
                return answer.sharing() == Sharing.COPIES ? computation.give(answer, body) : answer.value();
            } catch (Throwable thrown) {
                landing = new Landing.Failure(thrown);
                throw thrown;
            } finally {
                flights.end(key, mine, landing);
            }
        }

        private void throwKept() throws Throwable {
            Throwable kept = keptFailures == null ? null : keptFailures.get(key);
            if (kept != null) {
                counters.hit();
                throw kept;
            }
        }

        private Answer restoreOrRun(StorePermit permit, boolean restore) throws Throwable {
            Entry lesser = stale;
            try (TierAccess far = places.of(key, call.target(), call.keyed())) {
                if (far != null) {
                    if (!restore) {
                        // What may not be returned from memory may not be returned from elsewhere.
                        far.forget();
                    } else {
                        restored = computation.restore(key, far, body, permit);
                        if (restored != null) {
                            return hit(restored);
                        }
                        lesser = later(stale, far.stale());
                    }
                }
                return computation.runAndStore(key, call.target(), call.keyed(), body, permit, far);
            } catch (Throwable thrown) {
                Entry instead = staleAnswers.instead(key, lesser, thrown, body);
                if (instead != null) {
                    failed = new Landing.Failure(thrown, instead);
                    return Answer.of(instead);
                }
                if (keptFailures != null) {
                    keptFailures.keep(key, thrown, permit);
                }
                throw thrown;
            }
        }

        /** Another machine may have stored one since. */
        private static @Nullable Entry later(@Nullable Entry here, @Nullable Entry far) {
            return here == null || (far != null && far.storedAt().isAfter(here.storedAt())) ? far : here;
        }

        /** @param landing how the flight of another thread ended, null if this one has to run the method itself */
        private @Nullable Object take(@Nullable Landing landing) throws Throwable {
            if (landing instanceof Landing.Value landed) {
                if (landed.answer().sharing() != Sharing.ONE) {
                    counters.hit();
                }
                return computation.give(landed.answer(), body);
            }
            if (landing instanceof Landing.Failure theirs) {
                misses.missed(MissCause.FAILED);
                Entry instead = staleAnswers.instead(key, later(stale, theirs.stale()), theirs.thrown(), body);
                if (instead != null) {
                    return computation.give(Answer.of(instead), body);
                }
                throw theirs.thrown();
            }
            return computation.runDirectly(body);
        }
    }
}
