package io.memo.engine;

import io.memo.CachedObjectMutatedException;
import io.memo.Explanation;
import io.memo.MemoizedMethod;
import io.memo.MethodFigures;
import io.memo.Miss;
import io.memo.MissCause;
import io.memo.TierFigures;
import io.memo.UnhashableTypeException;
import io.memo.call.MethodSpec;
import io.memo.engine.async.AsyncCalls;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.call.Targets;
import io.memo.engine.check.HitCheck;
import io.memo.engine.cost.HitCosts;
import io.memo.engine.explain.Explanations;
import io.memo.engine.explain.StartupChecks;
import io.memo.engine.flight.Flight;
import io.memo.engine.flight.Flight.Landing;
import io.memo.engine.flight.Flights;
import io.memo.engine.flight.StackReserve;
import io.memo.engine.flight.StorePermit;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.run.Computation;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.run.TierAccess;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.engine.tier.HandedResults;
import io.memo.engine.tier.TierEntries;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.ExternalVariable;
import io.memo.key.DurableKey;
import io.memo.key.Key;
import io.memo.key.external.ReadSets;
import io.memo.mutation.MutationCheck;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.store.Entry;
import io.memo.store.tier.TierKey;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One memoized method: the flow of its calls. Safe for use by several threads.
 *
 * <pre>
 * call -> key -> store -> verdict -> hit
 *                      -> single flight -> beyond memory -> hit
 *                                       -> run -> store
 * </pre>
 */
public final class MethodMemoizer implements MemoizedMethod {

    private final MethodSpec spec;
    private final ReadSets readSets;
    private final Keys keys;
    private final GuardedStore store;
    private final HitCheck hitCheck;
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
    private final AsyncCalls asyncCalls;
    private final @Nullable TierEntries farEntries;
    private final @Nullable HandedResults handedResults;
    private final Clears clears;

    MethodMemoizer(MethodSpec spec, MethodParts parts, @Nullable AsyncResults asyncResults) {
        this.spec = spec;
        this.readSets = parts.readSets();
        this.keys = parts.keys();
        this.store = parts.store();
        this.hitCheck = parts.hitCheck();
        this.flights = parts.flights();
        this.counters = parts.counters();
        this.hitCosts = parts.hitCosts();
        this.misses = parts.misses();
        this.check = parts.check();
        this.findings = parts.findings();
        this.memoization = parts.memoization();
        this.computation = parts.computation(this);
        this.asyncResults = asyncResults;
        this.asyncCalls = parts.asyncCalls(spec.name(), computation);
        this.farEntries = parts.farEntries();
        this.handedResults = parts.handedResults();
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
        long began = hitCosts.begin();
        Key key = keys.keyOrNull(target, keyed);
        if (key == null) {
            return computation.runDirectly(body);
        }
        targets.note(target);
        Entry entry = store.get(key);
        Invocation call = memoization.call(target, arguments, body);
        if (began != HitCosts.UNTIMED && entry != null && hitCheck.isFirstLook(entry)) {
            began = HitCosts.UNTIMED;
        }
        if (entry == null || !hitCheck.passes(key, entry, call)) {
            return joinOrCompute(key, target, keyed, call, entry);
        }
        Object given = hit(entry, call);
        hitCosts.hit(began);
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

    /** @param refused what was found in memory and may not be returned */
    private @Nullable Object joinOrCompute(
            Key key, Object target, @Nullable Object[] arguments, Invocation body, @Nullable Entry refused)
            throws Throwable {
        StackReserve.ensure();
        Flight mine = new Flight();
        Landing landing = new Landing.Abandoned();
        try {
            Flight other = flights.start(key, mine);
            if (other != null) {
                return join(other, body);
            }
            // Between our look-up and our start another flight may have landed.
            Entry landed = store.get(key);
            Answer answer = landed != null && hitCheck.passes(key, landed, body)
                    ? hit(landed)
                    : restoreOrRun(key, target, arguments, body, mine.permit(), refused == null && landed == null);
            landing = new Landing.Value(answer);
            return answer.sharing() == Sharing.COPIES ? computation.give(answer, body) : answer.value();
        } catch (Throwable thrown) {
            landing = new Landing.Failure(thrown);
            throw thrown;
        } finally {
            flights.end(key, mine, landing);
        }
    }

    private Answer restoreOrRun(
            Key key, Object target, @Nullable Object[] arguments, Invocation body, StorePermit permit, boolean restore)
            throws Throwable {
        try (TierAccess far = placeOf(key, target, arguments)) {
            if (far != null) {
                if (!restore) {
                    // What may not be returned from memory may not be returned from elsewhere.
                    far.forget();
                } else {
                    Entry restored = computation.restore(key, far, body, permit);
                    if (restored != null) {
                        return hit(restored);
                    }
                }
            }
            return computation.runAndStore(key, target, arguments, body, permit, far);
        }
    }

    private @Nullable TierAccess placeOf(Key key, Object target, @Nullable Object[] arguments) {
        DurableKey durable = durableKeyOrNull(key, target, arguments);
        if (durable == null) {
            return null;
        }
        TierAccess far = farEntries == null ? null : farEntries.at(durable);
        return handedResults == null ? far : handedResults.at(durable, far);
    }

    /** Returns null also if nothing is kept outside memory: a durable key costs as much as two keys. */
    private @Nullable DurableKey durableKeyOrNull(Key key, Object target, @Nullable Object[] arguments) {
        if (farEntries == null && handedResults == null) {
            return null;
        }
        DurableKey durable = keys.durableKeyOrNull(key, target, arguments);
        if (durable != null) {
            key.inGroup(TierKey.groupOf(durable.arguments()));
        } else if (farEntries != null) {
            keys.tellNotDurable(target, arguments);
        }
        return durable;
    }

    private @Nullable Object join(Flight other, Invocation body) throws Throwable {
        Landing landing = flights.join(other);
        if (landing instanceof Landing.Value landed) {
            if (landed.answer().sharing() != Sharing.ONE) {
                counters.hit();
            }
            return computation.give(landed.answer(), body);
        }
        if (landing instanceof Landing.Failure failed) {
            misses.missed(MissCause.FAILED);
            throw failed.thrown();
        }
        return computation.runDirectly(body);
    }

    /** Returns whether the method is asynchronous: it returns a future or publisher of its value. */
    public boolean isAsync() {
        return asyncResults != null;
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
        return new Explanations(
                        spec,
                        code().hex(),
                        memoization,
                        targets,
                        keys,
                        store,
                        misses,
                        this::isHandedOver,
                        farEntries != null)
                .of(given);
    }

    private boolean isHandedOver(Key key, Object target, @Nullable Object[] arguments) {
        DurableKey durable = durableKeyOrNull(key, target, arguments);
        return handedResults != null && durable != null && handedResults.has(durable);
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
        return farEntries == null ? List.of() : farEntries.figures();
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
