package io.memo.store.tier;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tiers outside the process as one method sees them, nearest first. A result that is found in one is copied to those
 * before it, with the times that it has. Safe for use by several threads; throws nothing but the JVM's own errors.
 */
public final class MethodTiers {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final List<Tier> tiers;
    private final TierWriter writer;
    private final TierKeys keys;
    private final ValueCoder coder;
    private final Origin origin;
    private final Duration minCompute;
    private final AtomicLong clears = new AtomicLong();
    private final AtomicBoolean refusalLogged = new AtomicBoolean();

    /**
     * @param shared what all methods share
     * @param results the codec of the method's results
     * @param hasher hashes the method's results
     * @param origin names the method
     */
    MethodTiers(Tiers shared, ResultCodec results, StructuralHasher hasher, Origin origin) {
        this.tiers = shared.tiers().stream().map(Tier::forMethod).toList();
        this.writer = shared.writer();
        this.keys = new TierKeys(
                shared.application(), origin.method(), shared.codec().id(), results.classes());
        this.coder = new ValueCoder(shared.codec().id(), results, hasher, origin);
        this.origin = origin;
        this.minCompute = shared.minCompute();
    }

    /**
     * Returns a number that every clear changes. Who takes it before a call begins and gives it to {@link #keep} keeps nothing
     * that was cleared meanwhile.
     */
    public long clears() {
        return clears.get();
    }

    /** Returns the result that an earlier call left, or null if no tier has one that can be used. */
    public @Nullable RestoredResult find(Digest durableKey) {
        long before = clears.get();
        TierKey key = keys.of(durableKey);
        List<Tier> without = new ArrayList<>();
        for (Tier tier : tiers) {
            StoredEntry entry = tier.get(key, coder.codec());
            if (entry != null) {
                try {
                    Object value = coder.decode(entry);
                    tier.count(Got.HIT);
                    promote(entry, without, before);
                    return new RestoredResult(
                            value, entry.created(), entry.expires(), entry.computedInNanos(), tier.name());
                } catch (UnreadableEntryException e) {
                    tier.discard(key, Got.UNREADABLE, String.valueOf(e.getMessage()));
                }
            }
            without.add(tier);
        }
        return null;
    }

    private void promote(StoredEntry entry, List<Tier> into, long before) {
        if (!into.isEmpty()) {
            write(into, () -> entry, before);
        }
    }

    /**
     * Keeps a result in all tiers, in the background; it may be changed meanwhile, and then is not kept. Not for a method
     * whose results may be changed: nobody could tell which state was written.
     *
     * @param durableKey the key of the call in every process
     * @param result what the method returned
     * @param digest the digest of the result in this process when it was stored in memory; null if it can never change
     * @param created when that was
     * @param expires when it may no longer be returned, null for no limit
     * @param computedInNanos how long the method took
     * @param before the {@link #clears} when the call began
     */
    public void keep(
            Digest durableKey,
            @Nullable Object result,
            @Nullable Digest digest,
            Instant created,
            @Nullable Instant expires,
            long computedInNanos,
            long before) {
        if (!tiers.isEmpty() && Duration.ofNanos(computedInNanos).compareTo(minCompute) >= 0) {
            TierKey key = keys.of(durableKey);
            write(tiers, () -> coder.encode(key, result, digest, created, expires, computedInNanos), before);
        }
    }

    private interface Making {
        StoredEntry entry() throws NotStorableException;
    }

    private void write(List<Tier> into, Making making, long before) {
        if (!writer.offer(() -> writeNow(into, making, before))) {
            into.forEach(tier -> tier.count(Put.DROPPED));
        }
    }

    private void writeNow(List<Tier> into, Making making, long before) {
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
        for (Tier tier : into) {
            if (clears.get() == before) {
                tier.put(entry);
            }
            if (clears.get() != before) {
                tier.remove(entry.key());
            }
            tier.upkeep();
        }
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
