package io.memo.engine;

import io.memo.CachedObjectMutatedException;
import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.MethodFigures;
import io.memo.Miss;
import io.memo.TierFigures;
import io.memo.UnhashableTypeException;
import io.memo.call.MethodSpec;
import io.memo.engine.async.AsyncCalls;
import io.memo.engine.blocking.BlockingCalls;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.call.Targets;
import io.memo.engine.cost.HitCosts;
import io.memo.engine.explain.Explanations;
import io.memo.engine.explain.StartupChecks;
import io.memo.engine.flight.Flights;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.release.Releases;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.engine.tier.Places;
import io.memo.engine.tier.TierEntries;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.key.external.ReadSets;
import io.memo.mutation.MutationCheck;
import io.memo.store.Ticker;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One memoized method: its calls, and what is told of it and done with its results. Safe for use by several threads. */
public final class MethodMemoizer implements MemoizedMethod {

    private final MethodSpec spec;
    private final ReadSets readSets;
    private final Keys keys;
    private final GuardedStore store;
    private final Flights flights;
    private final Computation computation;
    private final MethodCounters counters;
    private final HitCosts hitCosts;
    private final Misses misses;
    private final @Nullable MutationCheck check;
    private final RuntimeFindings findings;
    private final MemoizationSwitch memoization;
    private final Targets targets = new Targets();
    private final @Nullable AsyncResults asyncResults;
    private final boolean runsLater;
    private final BlockingCalls blockingCalls;
    private final AsyncCalls asyncCalls;
    private final Places places;
    private final Ticker ticker;
    private final Clears clears;

    MethodMemoizer(MethodSpec spec, MethodParts parts, @Nullable AsyncResults asyncResults) {
        this.spec = spec;
        this.readSets = parts.readSets();
        this.keys = parts.keys();
        this.store = parts.store();
        this.flights = parts.flights();
        this.counters = parts.counters();
        this.hitCosts = parts.hitCosts();
        this.misses = parts.misses();
        this.check = parts.check();
        this.findings = parts.findings();
        this.memoization = parts.memoization();
        this.computation = parts.computation(this);
        this.asyncResults = asyncResults;
        this.runsLater = asyncResults != null || spec.freshness().refresh() != null;
        this.asyncCalls = parts.asyncCalls(spec.name(), computation);
        this.blockingCalls = parts.blockingCalls(computation);
        this.places = parts.places();
        this.ticker = parts.settings().ticker();
        this.clears = new Clears(spec, parts, asyncCalls);
        this.readSets.onRenewal(clears::codeReplaced);
    }

    private CodeFingerprint code() {
        return readSets.known().code();
    }

    /**
     * Answers a call: with a stored result, with that of a computation which another thread has under way, or by running
     * the method.
     *
     * @param target the object that the method is called on, without proxies
     * @param arguments the arguments, one for each parameter; not kept
     * @param body runs the method with these arguments; where its results are asynchronous it may be asked after this has
     *     returned, and more than once
     * @return what the method returned, now or earlier; an asynchronous result is one of the caller's own
     * @throws RuntimeException what the method's {@link CallConditions} throw
     * @throws io.memo.AbsentDimensionException if a dimension has no value and the policy says so
     * @throws UnhashableTypeException if no key can be made and the policy is {@link UnhashablePolicy#FAIL}
     * @throws CachedObjectMutatedException if the stored object was changed and the policy says so
     * @throws Throwable what the method throws, the same object
     */
    public @Nullable Object call(Object target, @Nullable Object[] arguments, Invocation body) throws Throwable {
        if (asyncResults != null) {
            targets.note(target);
            @Nullable Object[] own = arguments.clone();
            return asyncResults.present(asyncCalls.call(memoization, target, own, body));
        }
        @Nullable Object[] keyed = memoization.keyed(target, arguments);
        if (keyed == null) {
            return computation.runDirectly(body);
        }
        targets.note(target);
        return blockingCalls.call(target, arguments, keyed, body);
    }

    /** Returns whether the method is asynchronous: it returns a future or publisher of its value. */
    public boolean isAsync() {
        return asyncResults != null;
    }

    /** Returns whether the body of a call may be run after the call has returned. */
    public boolean runsLater() {
        return runsLater;
    }

    /** Returns how the method is memoized. */
    public MethodSpec spec() {
        return spec;
    }

    /** Returns what can be told of the method before it is called. */
    public StartupChecks startupChecks() {
        return new StartupChecks(readSets, keys, store, check, findings);
    }

    /** Sets what was found out about the method elsewhere, to be told with the {@link #warnings()}. */
    public void setFindings(List<String> found) {
        findings.remarked(found);
    }

    /** Returns how many computations are under way that calls may join, by estimate. */
    int underWay() {
        return flights.size() + asyncCalls.size();
    }

    /**
     * Switches the method on, which it is at first, or off: then it runs at every call and nothing is stored, not even what is
     * being computed; what was stored before stays.
     */
    public void setEnabled(boolean enabled) {
        memoization.set(enabled);
        if (!enabled) {
            detachFlights();
        }
    }

    /** Takes from all computations that are under way the permit to store, and lets nobody join them any more. */
    void detachFlights() {
        clears.detachFlights();
    }

    /** Lets go of what is in memory. */
    void forgetResults() {
        clears.allHere();
    }

    /** Lets go of the results that are to be released, and returns their releases, or null. */
    @Nullable
    Releases letGo() {
        return clears.last();
    }

    /** Returns its results outside the process, null if there are none. */
    @Nullable
    TierEntries farEntries() {
        return places.far();
    }

    void clear() {
        clears.all();
    }

    void clear(@Nullable Object[] given) {
        clears.ofArguments(given);
    }

    void clearDimension(String dimension, Object value) {
        clears.ofDimension(dimension, value);
    }

    /** Forgets the calls so far and why they missed. */
    void forget() {
        misses.forget();
    }

    Explanation explain(@Nullable Object[] given) {
        return new Explanations(spec, code().hex(), memoization, targets, keys, store, misses, places, ticker)
                .of(given);
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public boolean enabled() {
        return memoization.isOn();
    }

    @Override
    public Method method() {
        return spec.method();
    }

    @Override
    public String fingerprint() {
        return code().hex();
    }

    @Override
    public List<String> manifest() {
        return code().manifest();
    }

    @Override
    public List<String> externalVariables() {
        return readSets.externalVariables().stream()
                .map(ExternalVariable::toString)
                .toList();
    }

    @Override
    public List<String> varyBy() {
        return spec.dimensions();
    }

    @Override
    public List<String> warnings() {
        return Stream.concat(code().warnings().stream(), findings.all())
                .sorted()
                .toList();
    }

    @Override
    public Map<String, List<String>> dependencies() {
        return code().dependencies();
    }

    @Override
    public MethodFigures figures() {
        return counters.figures(store.size(), store.bytes(), hitCosts);
    }

    @Override
    public List<TierFigures> tiers() {
        return places.far() == null ? List.of() : places.far().figures();
    }

    @Override
    public List<Miss> misses() {
        return misses.last();
    }

    @Override
    public String toString() {
        MethodFigures figures = figures();
        return "%s (%d hits, %d misses, %d entries)"
                .formatted(name(), figures.hits(), figures.misses(), figures.entries());
    }
}
