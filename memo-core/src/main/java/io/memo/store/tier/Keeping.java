package io.memo.store.tier;

import io.memo.TierFigures.Put;
import io.memo.store.tier.MethodTiers.Computed;
import io.memo.store.tier.Tier.Kept;
import io.memo.store.tier.Turns.Turn;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the results of one method to its tiers, in the background. Safe for use by several threads. */
final class Keeping {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final TierWriter writer;
    private final ValueCoder coder;
    private final String method;
    private final AtomicBoolean refusalLogged = new AtomicBoolean();

    Keeping(TierWriter writer, ValueCoder coder, String method) {
        this.writer = writer;
        this.coder = coder;
        this.method = method;
    }

    /** Copies an entry that another tier has. */
    void copy(StoredEntry entry, List<Tier> into, BooleanSupplier wanted) {
        if (!into.isEmpty()) {
            offer(into, Turn.NONE, () -> put(entry, into, wanted, Turn.NONE, theirs -> {}));
        }
    }

    /**
     * Keeps a result.
     *
     * @param wanted turns false when the method is cleared; nothing is left then
     * @param turn ended when the result is kept, or will not be
     * @param adopt gets the result of another process that was kept first and differs
     */
    void keep(
            TierKey key,
            Computed computed,
            List<Tier> into,
            BooleanSupplier wanted,
            Turn turn,
            Consumer<? super RestoredResult> adopt) {
        offer(into, turn, () -> {
            try {
                put(coder.encode(key, computed), into, wanted, turn, adopt);
            } catch (NotStorableException e) {
                refused(into, e);
            }
        });
    }

    private void offer(List<Tier> into, Turn turn, Runnable write) {
        Runnable task = () -> {
            try (turn) {
                write.run();
            }
        };
        if (!writer.offer(task)) {
            into.forEach(tier -> tier.count(Put.DROPPED));
            turn.close();
        }
    }

    private void refused(List<Tier> into, NotStorableException why) {
        into.forEach(tier -> tier.count(Put.REFUSED));
        if (refusalLogged.compareAndSet(false, true)) {
            log.warn(
                    "A result of {} is kept in memory only: {}. Further ones are counted and not logged.",
                    method,
                    why.getMessage());
        }
    }

    private void put(
            StoredEntry mine,
            List<Tier> into,
            BooleanSupplier wanted,
            Turn turn,
            Consumer<? super RestoredResult> adopt) {
        StoredEntry entry = mine;
        // The farthest first: the result that most processes can see is the one to keep.
        for (int i = into.size() - 1; i >= 0; i--) {
            Tier tier = into.get(i);
            // Who waits for what was cleared meanwhile is let go one by one, as if it were there.
            Kept kept = wanted.getAsBoolean() ? tier.put(entry, wanted) : Kept.YES;
            if (kept == Kept.ANOTHER) {
                entry = first(tier, entry, adopt);
            }
            if (tier.hasTurns()) {
                turn.end(kept != Kept.NO);
            }
            tier.upkeep();
        }
    }

    /** Returns the entry that was there first, whatever became of the other one. */
    private StoredEntry first(Tier tier, StoredEntry mine, Consumer<? super RestoredResult> adopt) {
        StoredEntry theirs = tier.get(mine.key(), coder.codec()).entry();
        if (theirs == null || theirs.output().equals(mine.output())) {
            return mine;
        }
        try {
            adopt.accept(coder.restore(theirs, tier.name()));
            return theirs;
        } catch (UnreadableEntryException e) {
            return mine;
        }
    }
}
