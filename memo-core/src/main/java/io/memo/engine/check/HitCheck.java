package io.memo.engine.check;

import io.memo.CachedObjectMutatedException;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MissCause;
import io.memo.MutationPolicy;
import io.memo.call.MethodSpec;
import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Misses;
import io.memo.key.Key;
import io.memo.mutation.MutationCheck;
import io.memo.mutation.Verdict;
import io.memo.store.CheckState;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a found entry may be returned. Its object is checked here and now if that is cheap, if the entry was never hit, or
 * if every hit is to be checked; else the check is left to {@link BehindCheck}.
 */
public final class HitCheck {

    private final MethodSpec spec;
    private final MutationCheck check;
    private final GuardedStore store;
    private final MethodCounters counters;
    private final Misses misses;
    private final Failures failures;
    private final MutationAlerts alerts;
    private final BehindCheck behind;
    private final Ticker ticker;
    private final boolean always;

    public HitCheck(
            MethodSpec spec,
            MutationCheck check,
            GuardedStore store,
            MethodCounters counters,
            Misses misses,
            Failures failures,
            MutationAlerts alerts,
            BehindCheck behind,
            Ticker ticker) {
        this.spec = spec;
        this.check = check;
        this.store = store;
        this.counters = counters;
        this.misses = misses;
        this.failures = failures;
        this.alerts = alerts;
        this.behind = behind;
        this.ticker = ticker;
        this.always = spec.isCheckedOnEveryHit();
    }

    /**
     * Returns whether the entry may be returned to the call; if not, the method has to run. Its object is not released from then on,
     * until the call has ended.
     *
     * @throws CachedObjectMutatedException if its object was changed and the policy is {@link MutationPolicy#FAIL}
     */
    public boolean passes(Key key, Entry entry, Invocation call) {
        return ConditionalCall.holds(call, entry) && passesUnchanged(key, entry) && passesValidated(key, entry, call);
    }

    /** Returns whether the next hit of the entry makes a check that later hits will not make. */
    public boolean isFirstLook(Entry entry) {
        CheckState checkState = entry.checkState();
        return checkState != null && !always && !checkState.isCheap() && checkState.isFresh();
    }

    private boolean passesValidated(Key key, Entry entry, Invocation call) {
        boolean accepted = ConditionalCall.accepts(call, entry.value());
        if (!accepted && store.remove(key, entry)) {
            misses.evicted(key, EvictionCause.INVALID);
        }
        return accepted;
    }

    private boolean passesUnchanged(Key key, Entry entry) {
        CheckState checkState = entry.checkState();
        if (checkState == null) {
            return true;
        }
        if (checkState.isCheap()) {
            return passesCheaply(key, entry, checkState);
        }
        return always ? passesNow(key, entry, checkState) : passesByBudget(key, entry, checkState);
    }

    /** The time is asked for by one hit in some, for that would cost as much as the check. */
    private boolean passesCheaply(Key key, Entry entry, CheckState checkState) {
        if (checkState.countHit()) {
            return judge(key, entry, checkState, ticker.now());
        }
        return judge(key, entry, checkState, null);
    }

    private boolean passesByBudget(Key key, Entry entry, CheckState checkState) {
        if (checkState.takeFresh()) {
            boolean passes = passesNow(key, entry, checkState);
            behind.follow(key, entry, checkState);
            return passes;
        }
        return !checkState.mark() || behind.takes(key, entry, checkState) || passesNow(key, entry, checkState);
    }

    private boolean passesNow(Key key, Entry entry, CheckState checkState) {
        long began = ticker.nanos();
        try {
            return judge(key, entry, checkState, ticker.now());
        } finally {
            counters.checked(ticker.nanos() - began);
        }
    }

    private boolean judge(Key key, Entry entry, CheckState checkState, @Nullable Instant now) {
        Verdict verdict;
        try {
            verdict = check.judge(entry);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            if (store.remove(key, entry)) {
                misses.lost(key, MissCause.UNKNOWN);
            }
            return false;
        }
        if (verdict instanceof Verdict.Mutated mutated) {
            return passesChanged(key, entry, checkState, mutated);
        }
        if (now != null) {
            checkState.unchangedAt(now);
        }
        return true;
    }

    private boolean passesChanged(Key key, Entry entry, CheckState checkState, Verdict.Mutated mutated) {
        if (mutated.firstSeen()) {
            alerts.raise(entry, checkState);
        }
        return switch (spec.onMutation()) {
            case WARN -> true;
            case RECOMPUTE -> {
                if (store.remove(key, entry)) {
                    misses.evicted(key, EvictionCause.MUTATED);
                }
                yield false;
            }
            case FAIL -> throw alerts.exception(entry, checkState);
        };
    }
}
