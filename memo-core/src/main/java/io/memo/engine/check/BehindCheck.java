package io.memo.engine.check;

import io.memo.FailedPart;
import io.memo.MissCause;
import io.memo.engine.due.DueCheck;
import io.memo.engine.due.DueChecks;
import io.memo.engine.due.EntryChecks;
import io.memo.engine.observe.Failures;
import io.memo.engine.observe.MethodCounters;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.Misses;
import io.memo.key.Key;
import io.memo.mutation.MutationCheck;
import io.memo.mutation.Verdict;
import io.memo.returns.Answer;
import io.memo.store.CheckState;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import io.memo.thread.ContextLoader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks the entries of one method behind its callers. A look follows each hit, and another one follows that look: a caller may
 * change what it got a little later than it got it, and nobody may ask again.
 */
public final class BehindCheck implements EntryChecks {

    private final MutationCheck check;
    private final MutationAlerts alerts;
    private final GuardedStore store;
    private final MethodCounters counters;
    private final Misses misses;
    private final Failures failures;
    private final Ticker ticker;
    private final DueChecks due;
    private final @Nullable ClassLoader loader;

    /** @param loader what hashers and listeners of the application find as the loader of their thread */
    public BehindCheck(
            MutationCheck check,
            MutationAlerts alerts,
            GuardedStore store,
            MethodCounters counters,
            Misses misses,
            Failures failures,
            Ticker ticker,
            DueChecks due,
            @Nullable ClassLoader loader) {
        this.check = check;
        this.alerts = alerts;
        this.store = store;
        this.counters = counters;
        this.misses = misses;
        this.failures = failures;
        this.ticker = ticker;
        this.due = due;
        this.loader = loader;
    }

    /** Sees to the check of an entry that a hit has marked; returns false if nobody will check it any more. */
    boolean takes(Key key, Entry entry, CheckState checkState) {
        boolean taken = due.afterHit(new DueCheck(entry, key, this, due.now()));
        if (!taken) {
            checkState.unmark();
        }
        return taken;
    }

    /** Sees to it that an entry that was just looked at is looked at again. */
    void follow(Key key, Entry entry, CheckState checkState) {
        DueCheck next = new DueCheck(entry, key, this, due.now() + DueChecks.FOLLOW_UP);
        checkState.followUp(next);
        due.afterLook(next);
    }

    @Override
    public boolean isStored(Key key, Entry entry) {
        return store.holdsStill(key, entry);
    }

    @Override
    public void afterHit(DueCheck mark) {
        counters.checkDelayed(due.now() - mark.at());
        Entry entry = mark.get();
        CheckState checkState = entry == null ? null : entry.checkState();
        if (entry != null && checkState != null && look(mark.key(), entry, checkState)) {
            follow(mark.key(), entry, checkState);
        }
    }

    @Override
    public void afterLook(DueCheck mark) {
        Entry entry = mark.get();
        CheckState checkState = entry == null ? null : entry.checkState();
        if (entry != null && checkState != null && checkState.isLastLook(mark)) {
            look(mark.key(), entry, checkState);
        }
    }

    @Override
    public void giveBack(DueCheck mark) {
        Entry entry = mark.get();
        CheckState checkState = entry == null ? null : entry.checkState();
        if (checkState != null) {
            checkState.freshen();
        }
    }

    /** Returns whether the entry is still there and could be looked at. */
    private boolean look(Key key, Entry entry, CheckState checkState) {
        checkState.unmark();
        Answer held = Answer.of(entry);
        if (!isStored(key, entry) || !held.hold()) {
            return false;
        }
        try (ContextLoader callers = ContextLoader.lend(loader)) {
            return judge(key, entry, checkState);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            if (store.remove(key, entry)) {
                misses.lost(key, MissCause.UNKNOWN);
            }
            return false;
        } finally {
            held.letGo();
        }
    }

    private boolean judge(Key key, Entry entry, CheckState checkState) {
        Instant seen = ticker.now();
        long began = due.worked();
        Verdict verdict = check.judgeBehind(entry);
        counters.checked(due.worked() - began);
        if (verdict instanceof Verdict.Unclear unclear) {
            checkState.freshen();
            if (unclear.disturbed()) {
                follow(key, entry, checkState);
            }
            return false;
        }
        if (!(verdict instanceof Verdict.Mutated mutated)) {
            checkState.unchangedAt(seen);
        } else if (mutated.firstSeen() && due.isOpen() && isStored(key, entry)) {
            alerts.raise(entry, checkState);
        }
        return true;
    }
}
