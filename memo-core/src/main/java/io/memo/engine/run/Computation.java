package io.memo.engine.run;

import io.memo.ComputationOutcome;
import io.memo.FailedPart;
import io.memo.MemoizedMethod;
import io.memo.Miss.Asked;
import io.memo.MissCause;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.call.MemoizationSwitch;
import io.memo.engine.flight.StorePermit;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.Listeners;
import io.memo.engine.observe.MemoListener.Running;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.observe.MissLog.Attempt;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.release.Releases;
import io.memo.engine.times.ResultTimes;
import io.memo.key.Key;
import io.memo.mutation.MutationCheck;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.returns.ResultForms;
import io.memo.store.Entry;
import io.memo.store.Holders;
import io.memo.store.Stay;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a method and, where that is sound, stores what it returned. Not stored is the result of a run during which an
 * external variable or the answer of a hasher changed or the method was cleared or switched off: nobody can tell which
 * state it belongs to. Safe for use by several threads.
 */
public final class Computation {

    private final MemoizedMethod method;
    private final Keys keys;
    private final @Nullable ResultForms forms;
    private final GuardedStore store;
    private final MemoizationSwitch memoization;
    private final Misses misses;
    private final MethodCounters counters;
    private final Failures failures;
    private final Listeners listeners;
    private final ResultKeeper results;
    private final ResultTimes times;
    private final @Nullable Releases releases;
    private final Ticker ticker;

    /**
     * @param check looks at results before they are stored, or null if they may be changed afterwards
     * @param forms makes what is stored of a result, or null if it is stored as it is
     * @param releases those of stored results, or null if there are none
     */
    public Computation(
            MemoizedMethod method,
            Keys keys,
            @Nullable MutationCheck check,
            @Nullable ResultForms forms,
            GuardedStore store,
            MemoizationSwitch memoization,
            Misses misses,
            MethodCounters counters,
            Failures failures,
            Listeners listeners,
            RuntimeFindings findings,
            ResultTimes times,
            @Nullable Releases releases,
            Ticker ticker) {
        this.method = method;
        this.keys = keys;
        this.forms = forms;
        this.store = store;
        this.memoization = memoization;
        this.misses = misses;
        this.counters = counters;
        this.failures = failures;
        this.listeners = listeners;
        this.results = new ResultKeeper(keys, check, forms, store, misses, failures, findings, times, ticker);
        this.times = times;
        this.releases = releases;
        this.ticker = ticker;
    }

    /**
     * Runs the method without a key; its result is not stored.
     *
     * @throws Throwable what the method throws, the same object
     */
    @Nullable
    public Object runDirectly(Invocation body) throws Throwable {
        return run(begin(), body, (run, value, nanos) -> ComputationOutcome.DIRECT)
                .value();
    }

    /**
     * Stores the result that the call has beyond memory, in memory, if there is one that may be returned.
     *
     * @return null if the method has to run
     */
    @Nullable
    public Entry restore(Key key, TierAccess far, Invocation call, StorePermit permit) {
        Entry found = far.find();
        if (found == null) {
            return null;
        }
        if (!ConditionalCall.accepts(call, found.value())) {
            far.forget();
            return null;
        }
        permit.use(() -> memoization.isOn() && store.put(key, found));
        return found;
    }

    /** Puts an entry from beyond memory in the place of an older one; returns whether it is there. */
    public boolean adopt(Key key, Entry later, StorePermit permit) {
        return permit.use(() -> memoization.isOn() && store.put(key, later));
    }

    /**
     * Runs the method and stores its result under the key that was taken before.
     *
     * @param far the place of the result beyond memory, null if it has none
     * @throws UnhashableTypeException if the result cannot be stored for what it is, and the policy says that this is to be seen
     * @throws Throwable what the method throws, the same object; what its conditions throw
     */
    public Answer runAndStore(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation body,
            StorePermit permit,
            @Nullable TierAccess far)
            throws Throwable {
        return run(
                begin(key, target, arguments, far == null ? List.of() : far.asked()),
                body,
                keeper(key, target, arguments, body, permit, far));
    }

    /**
     * Runs the method for an entry that callers still get, and puts the result in its place.
     *
     * @param far the place of the result beyond memory, null if it has none
     * @param permit may be taken away at any time
     * @return what those get who wait for this run, or null if it is not of their arguments
     * @throws Throwable what the method throws; what its conditions throw
     */
    public Refreshed refresh(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation body,
            StorePermit permit,
            @Nullable TierAccess far)
            throws Throwable {
        Run run = beginAnew(key, target, arguments);
        Answer answer = run(run, body, results.ofUnchanged(key, target, arguments, body, permit, far));
        return new Refreshed(run.whyNotStored == MissCause.CHANGED_DURING_RUN ? null : answer, run.stored);
    }

    /**
     * What a run left that was made for an old entry.
     *
     * @param answer what those get who wait for it, null if nothing
     * @param stored whether its result is in the place of the old one
     */
    public record Refreshed(@Nullable Answer answer, boolean stored) {}

    private Answer run(Run run, Invocation body, Keeper keeper) throws Throwable {
        Object value;
        try {
            value = body.run();
        } catch (Throwable thrown) {
            run.returned();
            run.failed(thrown);
            throw thrown;
        }
        run.returned();
        Answer answer = run.completed(value, keeper);
        // From here on the call holds it.
        ConditionalCall.holds(body, answer.holders());
        answer.letGo();
        return answer;
    }

    /**
     * Returns what a caller gets of an answer that was made for others, too. Runs the method if the answer may not be shared, or cannot be
     * copied any more.
     *
     * @throws Throwable what the method throws then
     */
    @Nullable
    public Object give(Answer answer, Invocation body) throws Throwable {
        if (answer.sharing() == Sharing.ALL) {
            return answer.value();
        }
        Object own = answer.sharing() == Sharing.COPIES ? copyOrNull(answer.value()) : null;
        return own != null ? own : runDirectly(body);
    }

    /** Returns a copy of a private object, or null if there can be none after all. */
    @Nullable
    public Object copyOrNull(@Nullable Object stored) {
        try {
            return forms == null ? null : forms.copyOf(stored);
        } catch (UnhashableTypeException e) {
            keys.refuse(e);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
        }
        return null;
    }

    /** Notes that the method begins to run without a key. */
    public Run begin() {
        misses.missed(MissCause.DIRECT);
        return new Run(null, listeners.computationStarted(method, this::listenerFailed), ticker.nanos());
    }

    /**
     * Notes that the method begins to run, to store its result under the key.
     *
     * @param asked what the places outside the process answered
     */
    public Run begin(Key key, Object target, @Nullable Object[] arguments, List<Asked> asked) {
        Attempt attempt = misses.running(key, keys, target, arguments, asked);
        return new Run(attempt, listeners.computationStarted(method, this::listenerFailed), ticker.nanos());
    }

    /** Notes that the method begins to run for an entry that callers still get: nobody missed. */
    public Run beginAnew(Key key, Object target, @Nullable Object[] arguments) {
        Attempt attempt = misses.renewing(key, keys, target, arguments);
        return new Run(attempt, listeners.computationStarted(method, this::listenerFailed), ticker.nanos());
    }

    /**
     * Returns who stores the result of a call under the key that was taken before the run, unless something changed meanwhile
     * or the call's conditions are against it.
     *
     * @param arguments those that the key was taken from, the same objects
     * @param permit may be taken away at any time
     * @param far the place of the result beyond memory, null if it has none
     */
    public Keeper keeper(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation call,
            StorePermit permit,
            @Nullable TierAccess far) {
        return results.keeper(key, target, arguments, call, permit, far);
    }

    /** Returns what a result is as long as nothing is stored of it. */
    private Answer unstored(@Nullable Object value, boolean attempted) {
        boolean shared = forms == null || value == null || !forms.isCopying();
        Holders holders = attempted && releases != null && value != null ? releases.hold(value) : null;
        return new Answer(value, shared ? Sharing.ALL : Sharing.ONE, holders);
    }

    private void listenerFailed(Throwable failure) {
        failures.note(FailedPart.LISTENER, failure);
    }

    /** A run of the method, from its beginning to its end; exactly one of the two ends is called, once. */
    public final class Run {

        private final @Nullable Attempt attempt;
        private final List<Running> observers;
        private final long start;
        private MissCause whyNotStored = MissCause.NOT_STORED;
        private Answer answer = Answer.forAll(null);
        private boolean stored;

        private Run(@Nullable Attempt attempt, List<Running> observers, long start) {
            this.attempt = attempt;
            this.observers = observers;
            this.start = start;
        }

        /** Notes, in the thread that began the run, that the method has returned or thrown; before either end. */
        public void returned() {
            listeners.returned(observers, Computation.this::listenerFailed);
        }

        /**
         * Notes the result and lets the keeper decide what becomes of it.
         *
         * @return what callers get; it is not released before it was {@linkplain Answer#letGo let go}
         * @throws UnhashableTypeException if the keeper does
         */
        public Answer completed(@Nullable Object value, Keeper keeper) {
            long took = ticker.nanos() - start;
            answer = unstored(value, attempt != null);
            ComputationOutcome outcome = ComputationOutcome.DISCARDED;
            boolean kept = false;
            try {
                outcome = keeper.keep(this, value, took);
                kept = true;
            } finally {
                if (!kept) {
                    answer.letGo();
                }
                ended(outcome, took);
            }
            return answer;
        }

        /** Returns what callers get. */
        Answer answer() {
            return answer;
        }

        /** Sets what callers get. */
        void answer(Answer given) {
            answer = given;
        }

        /** Returns the call that missed, or null if none did with a key. */
        @Nullable
        Attempt attempt() {
            return attempt;
        }

        /** Returns the hold of an entry on the result, or null if it is not released. */
        @Nullable
        Stay stay() {
            return answer.holders() == null ? null : new Stay(answer.holders());
        }

        /** Returns whether the result is just being released as that of another run, or nothing that is released may be stored. */
        private boolean comesTooLate() {
            return releases != null && (releases.isClosed() || (answer.value() != null && answer.holders() == null));
        }

        /** Returns whether the result was stored, once the run has ended. */
        public boolean isStored() {
            return stored;
        }

        /** Notes that there is no result. */
        public void failed(Throwable failure) {
            listeners.failed(observers, failure, Computation.this::listenerFailed);
            whyNotStored = MissCause.FAILED;
            ended(ComputationOutcome.FAILED, ticker.nanos() - start);
        }

        /** Notes why the result is not stored, and returns what becomes of it then. */
        public ComputationOutcome discarded(MissCause why) {
            whyNotStored = why;
            return ComputationOutcome.DISCARDED;
        }

        /** Updates the miss log before {@code put}, because the store may evict the entry before {@code put} returns. */
        boolean stores(Key key, Entry entry) {
            whyNotStored = MissCause.NOT_STORED;
            if (attempt == null || !memoization.isOn() || comesTooLate()) {
                return false;
            }
            misses.storing(attempt, times.expiry(entry));
            boolean stored = store.put(key, entry);
            if (!stored) {
                misses.lost(key, MissCause.NOT_STORED);
            }
            return stored;
        }

        private void ended(ComputationOutcome outcome, long took) {
            counters.ran(outcome, took);
            stored = outcome == ComputationOutcome.STORED;
            if (attempt != null && outcome != ComputationOutcome.STORED) {
                misses.notStored(attempt, whyNotStored);
            }
            listeners.ended(observers, outcome, Duration.ofNanos(took), Computation.this::listenerFailed);
        }
    }

    /** Decides what becomes of a result. */
    @FunctionalInterface
    public interface Keeper {

        /**
         * Stores the result of the run, or does not. Called once, by the thread that completes the run.
         *
         * @param nanos how long the run took
         * @return what became of the result
         * @throws UnhashableTypeException if the result cannot be stored, and the policy says that this is to be seen
         */
        ComputationOutcome keep(Run run, @Nullable Object value, long nanos);
    }
}
