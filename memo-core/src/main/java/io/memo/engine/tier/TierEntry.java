package io.memo.engine.tier;

import io.memo.FailedPart;
import io.memo.Miss.Asked;
import io.memo.UnhashableTypeException;
import io.memo.engine.observe.Failures;
import io.memo.engine.run.TierAccess;
import io.memo.engine.times.ResultTimes;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.Outline;
import io.memo.key.DurableKey;
import io.memo.mutation.MutationCheck;
import io.memo.returns.ResultForms;
import io.memo.returns.StoredForm;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import io.memo.store.tier.Turns.Turn;
import io.memo.store.tier.method.MethodTiers;
import io.memo.store.tier.method.MethodTiers.Computed;
import io.memo.store.tier.method.MethodTiers.Found;
import io.memo.store.tier.method.RestoredResult;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The place of one call's result outside the process. */
public final class TierEntry implements TierAccess {

    /** Taken for the size of what was not digested. */
    private static final long UNKNOWN_BYTES = 64 << 10;

    private final MethodTiers tiers;
    private final DurableKey key;
    private final long clears;
    private final Rules rules;
    private Turn turn = Turn.NONE;
    private List<Asked> asked = List.of();
    private @Nullable Entry stale;
    private @Nullable Instant replaces;

    TierEntry(MethodTiers tiers, DurableKey key, long clears, Rules rules) {
        this.tiers = tiers;
        this.key = key;
        this.clears = clears;
        this.rules = rules;
    }

    @Override
    public @Nullable Entry find() {
        Found found = tiers.find(key);
        turn = found.turn();
        asked = found.asked();
        stale = entryOrNull(found.stale());
        Entry entry = entryOrNull(found.result());
        if (entry != null && rules.times().isExpired(entry)) {
            stale = entry;
            return null;
        }
        return entry;
    }

    @Override
    public @Nullable Entry stale() {
        return stale;
    }

    @Override
    public Renewal renew(Entry old) {
        MethodTiers.Renewal renewal = tiers.renew(key, old.storedAt());
        Turn taken = renewal.turn();
        turn = taken == null ? Turn.NONE : taken;
        replaces = old.storedAt();
        Entry later = entryOrNull(renewal.result());
        return new Renewal(later == null || rules.times().isExpired(later) ? null : later, taken != null);
    }

    @Override
    public boolean knowsOfClears() {
        return tiers.knowsOfClears(key);
    }

    @Override
    public List<Asked> asked() {
        return asked;
    }

    private @Nullable Entry entryOrNull(@Nullable RestoredResult found) {
        if (found != null && rules.isTooOld(found)) {
            forget();
            return null;
        }
        return found == null ? null : rules.entryOrNull(found);
    }

    /** In the background. */
    @Override
    public void keep(Entry entry, Consumer<Entry> adopt) {
        Outline outline = entry.outline();
        HashedValue hashed = outline == null ? null : outline.hashed();
        Computed computed = new Computed(
                entry.value(),
                hashed == null ? null : hashed.digest(),
                entry.storedAt(),
                rules.times().expiry(entry),
                entry.computedInNanos(),
                hashed == null ? UNKNOWN_BYTES : hashed.bytes(),
                replaces);
        Turn mine = turn;
        turn = Turn.NONE;
        tiers.keep(key, computed, clears, mine, theirs -> {
            Entry first = entryOrNull(theirs);
            if (first != null) {
                adopt.accept(first);
            }
        });
    }

    /** Whoever waits for the result need not wait longer: it will not come. */
    @Override
    public void close() {
        turn.close();
    }

    @Override
    public void forget() {
        tiers.forget(key);
    }

    /**
     * What holds for all results of a method.
     *
     * @param check looks at results before they are stored in memory
     * @param forms makes what is stored of a result, or null if it is stored as it is
     * @param times how long results are good
     */
    public record Rules(
            MutationCheck check, @Nullable ResultForms forms, ResultTimes times, Ticker ticker, Failures failures) {

        boolean isTooOld(RestoredResult found) {
            return times.isTooOld(found.value(), found.created(), found.expires());
        }

        /** Returns the result as an entry, with the time that it was stored first, or null if it cannot be hashed. */
        @Nullable
        Entry entryOrNull(RestoredResult found) {
            try {
                StoredForm form = forms != null
                        ? forms.adopt(found.value())
                        : StoredForm.shared(found.value(), check.remember(found.value()));
                return new Entry(
                        form.value(),
                        form.remembered(),
                        found.created(),
                        found.computedInNanos(),
                        ticker.now(),
                        form.isPrivate(),
                        times.restored(found.value(), found.created(), found.expires(), found.computedInNanos()),
                        null);
            } catch (UnhashableTypeException | ChangedWhileHashedException e) {
                return null;
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                failures.note(FailedPart.OUTPUT, e);
                return null;
            }
        }
    }
}
