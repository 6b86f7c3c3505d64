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
import io.memo.store.CheckState;
import io.memo.store.Entry;
import io.memo.store.Ticker;
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
    boolean takes(Key key, Entry entry, CheckState watched) {
        boolean taken = due.afterHit(new DueCheck(entry, key, this, due.now()));
        if (!taken) {
            watched.unmark();
        }
        return taken;
    }

    /** Sees to it that an entry that was just looked at is looked at again. */
    void follow(Key key, Entry entry, CheckState watched) {
        DueCheck next = new DueCheck(entry, key, this, due.now() + DueChecks.FOLLOW_UP);
        watched.followUp(next);
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
        CheckState watched = entry == null ? null : entry.watched();
        if (entry != null && watched != null && look(mark.key(), entry, watched)) {
            follow(mark.key(), entry, watched);
        }
    }

    @Override
    public void afterLook(DueCheck mark) {
        Entry entry = mark.get();
        CheckState watched = entry == null ? null : entry.watched();
        if (entry != null && watched != null && watched.isLastLook(mark)) {
            look(mark.key(), entry, watched);
        }
    }

    @Override
    public void giveBack(DueCheck mark) {
        Entry entry = mark.get();
        CheckState watched = entry == null ? null : entry.watched();
        if (watched != null) {
            watched.freshen();
        }
    }

    /** Returns whether the entry is still there and could be looked at. */
    private boolean look(Key key, Entry entry, CheckState watched) {
        watched.unmark();
        if (!isStored(key, entry)) {
            return false;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return judge(key, entry, watched);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.note(FailedPart.OUTPUT, e);
            if (store.remove(key, entry)) {
                misses.lost(key, MissCause.UNKNOWN);
            }
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private boolean judge(Key key, Entry entry, CheckState watched) {
        Instant seen = ticker.now();
        long began = due.worked();
        Verdict verdict = check.judgeBehind(entry);
        counters.checked(due.worked() - began);
        if (verdict instanceof Verdict.Unclear unclear) {
            watched.freshen();
            if (unclear.disturbed()) {
                follow(key, entry, watched);
            }
            return false;
        }
        if (!(verdict instanceof Verdict.Mutated mutated)) {
            watched.unchangedAt(seen);
        } else if (mutated.firstSeen() && due.isOpen() && isStored(key, entry)) {
            alerts.raise(entry, watched);
        }
        return true;
    }
}
