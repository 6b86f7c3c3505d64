package io.memo.store.tier.method;

import io.memo.TierFigures.Put;
import io.memo.store.Ticker;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns.Turn;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.guard.PutOutcome;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.MethodTiers.Computed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of one method to its tiers, in the background. What was refused is not encoded a second time soon. Safe for use
 * by several threads.
 */
final class WriteBehind {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    /** How long it is remembered that the result of a key cannot be kept. */
    private static final Duration REFUSED = Duration.ofMinutes(1);

    private final TierWriter writer;
    private final ValueCoder coder;
    private final Releases releases;
    private final String method;
    private final RememberedKeys refused;
    private final AtomicBoolean refusalLogged = new AtomicBoolean();

    WriteBehind(TierWriter writer, ValueCoder coder, Releases releases, String method, Ticker ticker) {
        this.refused = new RememberedKeys(ticker, REFUSED);
        this.writer = writer;
        this.coder = coder;
        this.releases = releases;
        this.method = method;
    }

    /**
     * Copies an entry that another tier has.
     *
     * @param replaces what was created until then makes place for it, null for what is of no use to anybody
     */
    void copy(StoredEntry entry, @Nullable Instant replaces, List<Tier> into, BooleanSupplier wanted) {
        if (!into.isEmpty()) {
            byte[] payload = entry.payload();
            offer(
                    payload == null ? 0 : payload.length,
                    into,
                    Turn.NONE,
                    () -> put(entry, replaces, into, wanted, Turn.NONE, theirs -> {}));
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
        if (refused.contains(key)) {
            into.forEach(tier -> tier.count(Put.REFUSED));
            turn.close();
            return;
        }
        offer(computed.bytes(), into, turn, () -> {
            if (into.stream().allMatch(Tier::takesNothing)) {
                into.forEach(tier -> tier.count(Put.PAUSED));
                return;
            }
            StoredEntry entry = encode(key, computed, into);
            if (entry != null) {
                put(entry, computed.replaces(), into, wanted, turn, adopt);
            }
        });
    }

    private @Nullable StoredEntry encode(TierKey key, Computed computed, List<Tier> into) {
        int most = into.stream().mapToInt(Tier::maxBytes).max().orElse(0);
        try {
            return writer.encoding(Math.min(computed.bytes(), most), () -> coder.encode(key, computed, most));
        } catch (NotStorableException e) {
            refused.add(key);
            refused(into, e);
        } catch (InterruptedException e) {
            // The application stops.
            Thread.currentThread().interrupt();
            into.forEach(tier -> tier.count(Put.DROPPED));
        } catch (OutOfMemoryError e) {
            // Better without this result than without the application.
            into.forEach(tier -> tier.count(Put.DROPPED));
        }
        return null;
    }

    private void offer(long bytes, List<Tier> into, Turn turn, Runnable write) {
        Runnable task = () -> {
            try (turn) {
                write.run();
            }
        };
        if (!writer.offer(bytes, task)) {
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
            @Nullable Instant replaces,
            List<Tier> into,
            BooleanSupplier wanted,
            Turn turn,
            Consumer<? super RestoredResult> adopt) {
        StoredEntry entry = mine;
        // The farthest first: the result that most processes can see is the one to keep.
        for (int i = into.size() - 1; i >= 0; i--) {
            Tier tier = into.get(i);
            // Who waits for what was cleared meanwhile is let go one by one, as if it were there.
            Releases.Put put = wanted.getAsBoolean()
                    ? releases.put(tier, entry, replaces, wanted)
                    : new Releases.Put(PutOutcome.YES, null, null);
            PutOutcome kept = put.kept();
            entry = first(put, entry, adopt);
            if (tier.turns() != null) {
                turn.end(kept != PutOutcome.NO);
            }
        }
        writer.tidy(into.stream().map(Tier::whole).toList());
    }

    /** Returns the entry that was there first, if it is another one, under the key that all releases begin to look at. */
    private static StoredEntry first(Releases.Put put, StoredEntry mine, Consumer<? super RestoredResult> adopt) {
        StoredEntry theirs = put.entry();
        RestoredResult result = put.theirs();
        if (theirs == null || result == null || theirs.output().equals(mine.output())) {
            return mine;
        }
        adopt.accept(result);
        return theirs.at(mine.key());
    }
}
