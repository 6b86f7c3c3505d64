package io.memo.engine.run;

import io.memo.ComputationOutcome;
import io.memo.FailedPart;
import io.memo.MissCause;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.flight.StorePermit;
import io.memo.engine.observe.Discards;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.RuntimeFindings;
import io.memo.engine.run.Computation.Keeper;
import io.memo.engine.run.Computation.Run;
import io.memo.engine.times.ResultTimes;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.key.Key;
import io.memo.mutation.MutationCheck;
import io.memo.returns.Answer;
import io.memo.returns.Answer.Sharing;
import io.memo.returns.ResultForms;
import io.memo.returns.StoredForm;
import io.memo.store.Entry;
import io.memo.store.EntrySize;
import io.memo.store.Lifetime;
import io.memo.store.Remembered;
import io.memo.store.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores the results of one method's runs, where that is sound. Safe for use by several threads. */
final class ResultKeeper {

    private final Keys keys;
    private final @Nullable MutationCheck check;
    private final @Nullable ResultForms forms;
    private final GuardedStore store;
    private final Misses misses;
    private final Failures failures;
    private final Discards discards;
    private final RuntimeFindings findings;
    private final ResultTimes times;
    private final Ticker ticker;

    /**
     * @param check looks at results before they are stored, or null if they may be changed afterwards
     * @param forms makes what is stored of a result, or null if it is stored as it is
     */
    ResultKeeper(
            Keys keys,
            @Nullable MutationCheck check,
            @Nullable ResultForms forms,
            GuardedStore store,
            Misses misses,
            Failures failures,
            RuntimeFindings findings,
            ResultTimes times,
            Ticker ticker) {
        this.keys = keys;
        this.check = check;
        this.forms = forms;
        this.store = store;
        this.misses = misses;
        this.failures = failures;
        this.discards = new Discards(findings);
        this.findings = findings;
        this.times = times;
        this.ticker = ticker;
    }

    /** Returns who stores the result as {@link #keeper} does, unless the arguments were changed during the run. */
    Keeper ofUnchanged(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation call,
            StorePermit permit,
            @Nullable TierAccess far) {
        Keeper keeper = keeper(key, target, arguments, call, permit, far);
        return (run, value, nanos) -> keys.argumentsUnchanged(key, arguments)
                ? keeper.keep(run, value, nanos)
                : run.discarded(MissCause.CHANGED_DURING_RUN);
    }

    /**
     * Returns who stores the result of a call under the key that was taken before the run, unless something changed meanwhile
     * or the call's conditions are against it.
     *
     * @param arguments those that the key was taken from, the same objects
     * @param permit may be taken away at any time
     * @param far the place of the result beyond memory, null if it has none
     */
    Keeper keeper(
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation call,
            StorePermit permit,
            @Nullable TierAccess far) {
        return (run, value, nanos) -> ConditionalCall.keeps(call, value, nanos)
                ? store(run, key, target, arguments, call, value, nanos, permit, far)
                : vetoed(run, value);
    }

    /** The result is not stored, but callers that wait for this run still get it, unless it may not be shared. */
    private ComputationOutcome vetoed(Run run, @Nullable Object value) {
        try {
            run.answer(forms == null ? run.answer() : forms.of(value).answer());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // Nothing is to be stored, so nobody need know why it could not be.
            run.answer(new Answer(value, Sharing.ONE));
        }
        return ComputationOutcome.VETOED;
    }

    private ComputationOutcome store(
            Run run,
            Key key,
            Object target,
            @Nullable Object[] arguments,
            Invocation call,
            @Nullable Object value,
            long nanos,
            StorePermit permit,
            @Nullable TierAccess far) {
        StoredForm form;
        try {
            form = formOf(value);
            run.answer(forms == null ? run.answer() : form.answer());
            if (!keys.externalsUnchanged(key, target, arguments)) {
                discards.changed(() -> misses.changedDuring(run.attempt(), keys, target, arguments));
                return run.discarded(MissCause.CHANGED_DURING_RUN);
            }
        } catch (UnhashableTypeException e) {
            keys.refuse(e);
            discards.other();
            return run.discarded(MissCause.NOT_STORED);
        } catch (ChangedWhileHashedException e) {
            return run.discarded(MissCause.CHANGED_DURING_RUN);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            discards.other();
            return run.discarded(MissCause.NOT_STORED);
        }
        Instant now = ticker.now();
        Duration ttl = times.ttl(call, value, now);
        if (ttl == null) {
            return ComputationOutcome.VETOED;
        }
        Lifetime lifetime = times.lifetime(ttl, now, nanos);
        Entry entry =
                new Entry(form.value(), form.remembered(), now, nanos, now, form.isPrivate(), lifetime, run.stay());
        Long limit = store.limitBelow(key, entry);
        if (limit != null) {
            findings.tooLarge(EntrySize.of(key, entry), limit);
            return run.discarded(MissCause.TOO_LARGE);
        }
        run.discarded(MissCause.CHANGED_DURING_RUN);
        if (!permit.use(() -> run.stores(key, entry))) {
            discards.other();
            return ComputationOutcome.DISCARDED;
        }
        discards.stored();
        if (far != null) {
            far.keep(entry, theirs -> store.replace(key, entry, theirs));
        }
        return ComputationOutcome.STORED;
    }

    private StoredForm formOf(@Nullable Object value) {
        return forms != null
                ? forms.of(value)
                : StoredForm.shared(value, check == null ? Remembered.unseen(value) : check.remember(value));
    }
}
