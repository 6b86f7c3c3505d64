package io.memo.store.tier;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.store.tier.Tier.Look;
import io.memo.store.tier.Turns.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tiers outside the process as one method sees them, nearest first. A result that is found in one is copied to those
 * before it, with the times that it has. Safe for use by several threads; throws nothing but the JVM's own errors.
 */
public final class MethodTiers {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    /** Computing what takes no longer than this is cheaper than to agree about who does. */
    private static final Duration WORTH_A_TURN = Duration.ofMillis(20);

    private final List<Tier> tiers;
    private final TierWriter writer;
    private final TierKeys keys;
    private final ValueCoder coder;
    private final Origin origin;
    private final AtomicLong clears = new AtomicLong();
    private final AtomicBoolean refusalLogged = new AtomicBoolean();
    /** How long the method took last; as long as can be before it is known. */
    private volatile Duration lastComputed = WORTH_A_TURN;

    /**
     * @param shared what all methods share
     * @param tiers those that the method uses
     * @param results the codec of the method's results
     * @param hasher hashes the method's results
     * @param origin names the method
     */
    MethodTiers(Tiers shared, List<Tier> tiers, ResultCodec results, StructuralHasher hasher, Origin origin) {
        this.tiers = tiers.stream().map(Tier::forMethod).toList();
        this.writer = shared.writer();
        this.keys = new TierKeys(
                shared.application(), origin.method(), shared.codec().id(), results.classes());
        this.coder = new ValueCoder(shared.codec().id(), results, hasher, origin);
        this.origin = origin;
    }

    /**
     * Returns a number that every clear changes. Who takes it before a call begins and gives it to {@link #keep} keeps nothing
     * that was cleared meanwhile.
     */
    public long clears() {
        return clears.get();
    }

    /**
     * What a call finds outside the process.
     *
     * @param result the result that an earlier call left, or that another process computed meanwhile; null if there is none
     *     that can be used
     * @param turn the right to compute it where there is none; to be ended by the caller or given to {@link #keep}
     */
    public record Found(@Nullable RestoredResult result, Turn turn) {

        private static final Found NOTHING = new Found(null, Turn.NONE);
    }

    /** Looks for the result of a call; where another process computes it, waits for that. */
    public Found find(Digest durableKey) {
        long before = clears.get();
        TierKey key = keys.of(durableKey);
        List<Tier> without = new ArrayList<>();
        Tier deciding = null;
        for (Tier tier : tiers) {
            Look look = tier.get(key, coder.codec());
            RestoredResult found = decoded(tier, key, look);
            if (found != null) {
                promote(look, without, before);
                return new Found(found, Turn.NONE);
            }
            without.add(tier);
            if (tier.hasTurns() && look.outcome() == Got.MISS) {
                deciding = tier;
            }
        }
        return deciding == null || lastComputed.compareTo(WORTH_A_TURN) < 0
                ? Found.NOTHING
                : turnAt(deciding, key, without, before);
    }

    private @Nullable RestoredResult decoded(Tier tier, TierKey key, Look look) {
        StoredEntry entry = look.entry();
        if (entry == null) {
            tier.count(look.outcome());
            return null;
        }
        try {
            Object value = coder.decode(entry);
            tier.count(Got.HIT);
            return new RestoredResult(value, entry.created(), entry.expires(), entry.computedInNanos(), tier.name());
        } catch (UnreadableEntryException e) {
            tier.count(Got.UNREADABLE);
            tier.discard(key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void promote(Look look, List<Tier> into, long before) {
        StoredEntry entry = look.entry();
        if (entry != null && !into.isEmpty()) {
            write(into, () -> entry, before, Turn.NONE, theirs -> {});
        }
    }

    private Found turnAt(Tier tier, TierKey key, List<Tier> without, long before) {
        AtomicReference<@Nullable RestoredResult> arrived = new AtomicReference<>();
        Turn turn = tier.await(key, () -> {
            Look look = tier.get(key, coder.codec());
            if (look.outcome() == Got.MISS) {
                // Not counted: who waits looks many times.
                return false;
            }
            RestoredResult found = decoded(tier, key, look);
            if (found != null) {
                promote(look, without.subList(0, without.indexOf(tier)), before);
                arrived.set(found);
            }
            return true;
        });
        return new Found(arrived.get(), turn);
    }

    /**
     * A result that the engine stored in memory.
     *
     * @param value what the method returned
     * @param digest its digest in this process when it was stored in memory; null if it can never change
     * @param created when that was
     * @param expires when it may no longer be returned, null for no limit
     * @param computedInNanos how long the method took
     */
    public record Computed(
            @Nullable Object value,
            @Nullable Digest digest,
            Instant created,
            @Nullable Instant expires,
            long computedInNanos) {}

    /**
     * Keeps a result in all tiers, in the background; it may be changed meanwhile, and then is not kept. Not for a method
     * whose results may be changed: nobody could tell which state was written.
     *
     * @param durableKey the key of the call in every process
     * @param before the {@link #clears} when the call began
     * @param turn ended when the result is kept, or will not be
     * @param adopt gets the result of another process that was kept first and differs, by another thread
     */
    public void keep(
            Digest durableKey, Computed computed, long before, Turn turn, Consumer<? super RestoredResult> adopt) {
        Duration took = Duration.ofNanos(computed.computedInNanos());
        lastComputed = took;
        List<Tier> into = tiers.stream().filter(tier -> tier.takes(took)).toList();
        if (into.isEmpty()) {
            turn.close();
            return;
        }
        TierKey key = keys.of(durableKey);
        write(into, () -> coder.encode(key, computed), before, turn, adopt);
    }

    private interface Making {
        StoredEntry entry() throws NotStorableException;
    }

    private void write(List<Tier> into, Making making, long before, Turn turn, Consumer<? super RestoredResult> adopt) {
        Runnable task = () -> {
            try (turn) {
                writeNow(into, making, before, adopt);
            }
        };
        if (!writer.offer(task)) {
            into.forEach(tier -> tier.count(Put.DROPPED));
            turn.close();
        }
    }

    private void writeNow(List<Tier> into, Making making, long before, Consumer<? super RestoredResult> adopt) {
        StoredEntry entry;
        try {
            entry = making.entry();
        } catch (NotStorableException e) {
            into.forEach(tier -> tier.count(Put.REFUSED));
            if (refusalLogged.compareAndSet(false, true)) {
                log.warn(
                        "A result of {} is kept in memory only: {}. Further ones are counted and not logged.",
                        origin.method(),
                        e.getMessage());
            }
            return;
        }
        // The farthest first: the result that most processes can see is the one to keep.
        for (int i = into.size() - 1; i >= 0; i--) {
            Tier tier = into.get(i);
            if (clears.get() == before && tier.put(entry)) {
                entry = first(tier, entry, adopt);
            }
            if (clears.get() != before) {
                tier.remove(entry.key());
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
            Object value = coder.decode(theirs);
            adopt.accept(new RestoredResult(
                    value, theirs.created(), theirs.expires(), theirs.computedInNanos(), tier.name()));
            return theirs;
        } catch (UnreadableEntryException e) {
            return mine;
        }
    }

    /** Calls the listener when another process cleared the method; what is still to be written is then forgotten. */
    public void onClear(Runnable listener) {
        tiers.forEach(tier -> tier.onClear(origin.method(), () -> {
            clears.incrementAndGet();
            tiers.stream().filter(other -> other != tier).forEach(other -> other.clear(origin.method()));
            listener.run();
        }));
    }

    /** Removes the result under the key from all tiers; what is still to be written is not looked at. */
    public void forget(Digest durableKey) {
        TierKey key = keys.of(durableKey);
        tiers.forEach(tier -> tier.remove(key));
    }

    /** Removes the result under the key from all tiers, and what is still to be written. */
    public void remove(Digest durableKey) {
        clears.incrementAndGet();
        forget(durableKey);
    }

    /** Removes all results of the method, those of earlier code too, and what is still to be written. */
    public void clear() {
        clears.incrementAndGet();
        tiers.forEach(tier -> tier.clear(origin.method()));
        writer.offer(() -> tiers.forEach(Tier::upkeep));
    }

    /** Returns what happened to this method at each of the tiers so far. */
    public List<TierFigures> figures() {
        return tiers.stream().map(Tier::figures).toList();
    }
}
