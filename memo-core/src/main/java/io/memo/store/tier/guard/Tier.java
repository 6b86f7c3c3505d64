package io.memo.store.tier.guard;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.store.Ticker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.EpochSource;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.ReadEntry;
import io.memo.store.tier.entry.StoredEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place for bytes, made safe: what comes out is verified, what fails is a miss, what keeps failing is left alone for a
 * while. Safe for use by several threads; throws nothing.
 */
public final class Tier implements AutoCloseable {

    private final ByteTier bytes;
    private final EntryFormat format;
    private final Ticker ticker;
    private final Breaker reads;
    private final Breaker writes;
    private final TierLog warnings;
    private final Duration minCompute;
    /** How long entries are kept after their time. */
    private final Duration keptFor;

    private final Tally tally;
    /** Counts what all methods do; null if this does. */
    private final @Nullable Tier whole;

    private final RefusedClears refusedClears;
    private final @Nullable GuardedTurns turns;

    /**
     * @param bytes the place
     * @param format how entries are written there
     * @param ticker the time
     * @param reads keeps off look-ups
     * @param writes keeps off storing
     * @param minCompute what was computed faster is not kept, for computing it again is as fast as a look-up; not negative
     */
    public Tier(ByteTier bytes, EntryFormat format, Ticker ticker, Breaker reads, Breaker writes, Duration minCompute) {
        this(bytes, format, ticker, reads, writes, new TierLog(ticker), minCompute, Duration.ZERO, null);
        if (minCompute.isNegative()) {
            throw new IllegalArgumentException("min-compute is %s; it must not be negative".formatted(minCompute));
        }
    }

    private Tier(
            ByteTier bytes,
            EntryFormat format,
            Ticker ticker,
            Breaker reads,
            Breaker writes,
            TierLog warnings,
            Duration minCompute,
            Duration keptFor,
            @Nullable Tier whole) {
        this.bytes = bytes;
        this.format = format;
        this.ticker = ticker;
        this.reads = reads;
        this.writes = writes;
        this.warnings = warnings;
        // Not to be drowned by other trouble.
        this.refusedClears = new RefusedClears(new TierLog(ticker));
        this.minCompute = minCompute;
        this.keptFor = keptFor;
        this.whole = whole;
        Turns unguarded = bytes.turns();
        this.turns = unguarded == null
                ? null
                : new GuardedTurns(unguarded, reads, writes, failure -> failed("asking whose turn it is", failure));
        this.tally = new Tally(whole == null ? null : whole.tally);
    }

    /** Returns the same place for one method, with figures of its own, whose entries are kept so long after their time; not to be closed. */
    public Tier forMethod(Duration stale) {
        return new Tier(bytes, format, ticker, reads, writes, warnings, minCompute, stale, this);
    }

    /** Returns the same place for all methods. */
    public Tier whole() {
        return whole == null ? this : whole;
    }

    /** Returns what reads here ahead of calls. */
    public ReadAhead ahead() {
        return new ReadAhead(bytes, format, reads);
    }

    /** Returns the name of the place. */
    public String name() {
        return bytes.name();
    }

    /** Returns what happened so far. */
    public TierFigures figures() {
        return tally.figures(name(), reads.isOpen(), writes.isOpen());
    }

    /** Looks for the entry under the key; how that ended is counted by the caller, who may still find it unreadable. */
    public Lookup get(TierKey key, String codec) {
        if (!reads.allows()) {
            return Lookup.PAUSED;
        }
        long start = ticker.nanos();
        byte[] found;
        try {
            found = bytes.get(key);
            reads.succeeded();
        } catch (Exception | LinkageError e) {
            Got outcome = TierFailures.outcome(e);
            if (outcome != Got.FAILED) {
                reads.toldNothing();
                return Lookup.without(outcome);
            }
            reads.failed();
            failed("reading", e);
            return Lookup.without(Got.FAILED);
        } catch (Error e) {
            // Else the breaker would wait for the end of this attempt for ever.
            reads.failed();
            throw e;
        } finally {
            tally.took(ticker.nanos() - start);
        }
        return found == null ? Lookup.without(Got.MISS) : verified(key, format.read(found, key, codec));
    }

    private Lookup verified(TierKey key, ReadEntry read) {
        if (read instanceof ReadEntry.Corrupt corrupt) {
            discard(key, corrupt.reason());
            return Lookup.without(Got.CORRUPT);
        }
        if (!(read instanceof ReadEntry.Genuine genuine)) {
            return Lookup.without(Got.FOREIGN);
        }
        StoredEntry entry = genuine.entry();
        Instant now = ticker.now();
        if (entry.isExpired(now, keptFor) || refusedClears.include(key, entry)) {
            remove(key);
            return Lookup.without(Got.EXPIRED);
        }
        // By a clock that was set back, its time would never end.
        return entry.created().isAfter(now.plus(ByteTier.SKEW))
                ? Lookup.without(Got.EXPIRED)
                : new Lookup(entry.isExpired(now) ? Got.EXPIRED : Got.HIT, entry);
    }

    /** Returns whether this place knows of clears by other processes. */
    public boolean knowsEpochs() {
        return bytes.epochs() != null;
    }

    /** Returns the epoch as {@link EpochSource#epoch} does; null if this place does not know it, or not now. */
    public @Nullable Digest epoch(String method, int group) {
        EpochSource epochs = bytes.epochs();
        if (epochs == null || reads.isOpen()) {
            return null;
        }
        try {
            return epochs.epoch(method, group);
        } catch (Exception | LinkageError e) {
            return null;
        }
    }

    /** Returns the turns to compute results, or null if this place cannot tell whose turn it is. */
    public @Nullable GuardedTurns turns() {
        return turns;
    }

    /** Returns whether a result that took so long to compute is kept here. */
    public boolean takes(Duration computed) {
        return computed.compareTo(minCompute) >= 0;
    }

    /**
     * Tells the listener when another process cleared the method.
     *
     * @param listener gets what was cleared
     */
    public void onClear(String method, ByteTier.ClearListener listener) {
        bytes.onClear((what, earlier) -> {
            if (what.isOf(method)) {
                listener.cleared(what, earlier);
            }
        });
    }

    /** Removes an entry that is of no use, so that a better one can take its place. */
    public void discard(TierKey key, String reason) {
        warnings.warn("An entry of %s in the %s tier was dropped: %s.".formatted(key.method(), name(), reason));
        remove(key);
    }

    /** Returns whether the tier takes nothing at all for now. */
    public boolean takesNothing() {
        // Where nothing can be read nothing can be written, and each attempt would be worth a line.
        return reads.isOpen() || !writes.mayAllow();
    }

    /** Returns the most bytes that a result may have. */
    public int maxBytes() {
        return format.maxBytes();
    }

    /** Returns the clock of this place. */
    public Ticker ticker() {
        return ticker;
    }

    /**
     * Keeps the entry, if the tier takes it.
     *
     * @param replaces what was created until then makes place for it; null if only what is of no use to anybody does
     * @param wanted turns false when a clear wants it to be gone
     */
    public PutOutcome put(StoredEntry entry, @Nullable Instant replaces, BooleanSupplier wanted) {
        byte[] written;
        try {
            written = format.write(entry);
        } catch (NotStorableException e) {
            count(Put.REFUSED);
            warnings.warn("A result of %s is not kept in the %s tier: %s."
                    .formatted(entry.key().method(), name(), e.getMessage()));
            return PutOutcome.NO;
        }
        if (takesNothing() || !writes.allows()) {
            count(Put.PAUSED);
            return PutOutcome.NO;
        }
        try {
            Instant until = entry.expires() == null ? null : entry.expires().plus(keptFor);
            boolean kept = bytes.put(entry.key(), written, until, wanted);
            if (!kept && makesPlace(entry, replaces)) {
                // What may not be read here must not keep this out for as long as it lives.
                kept = bytes.replace(entry.key(), written, until, wanted);
            }
            writes.succeeded();
            boolean unwanted = entry.isExpired(ticker.now()) || !wanted.getAsBoolean();
            count(kept ? unwanted ? Put.UNWANTED : Put.STORED : Put.PRESENT);
            return kept ? PutOutcome.YES : PutOutcome.ANOTHER;
        } catch (Exception | LinkageError e) {
            if (TierFailures.outcome(e) != Got.FAILED) {
                writes.toldNothing();
                count(Put.DROPPED);
                return PutOutcome.NO;
            }
            writes.failed();
            count(Put.FAILED);
            failed("writing", e);
            return PutOutcome.NO;
        } catch (Error e) {
            writes.failed();
            throw e;
        }
    }

    /** Returns whether what is there gives no result to anybody who has its key, or is to be replaced. */
    private boolean makesPlace(StoredEntry entry, @Nullable Instant replaces) {
        Lookup there = get(entry.key(), entry.codec());
        StoredEntry older = there.entry();
        return switch (there.outcome()) {
            case FOREIGN, CORRUPT, EXPIRED, MISS -> true;
            case HIT -> replaces != null && older != null && !older.created().isAfter(replaces);
            default -> false;
        };
    }

    /** Lets the tier do what is due. */
    public void upkeep() {
        try {
            bytes.upkeep();
        } catch (Exception | LinkageError e) {
            failed("tidying up", e);
        }
    }

    /** Removes what is under the key, if the tier lets it; returns whether it is gone. Not tried while reading is kept off. */
    public boolean remove(TierKey key) {
        if (reads.isOpen()) {
            return false;
        }
        try {
            bytes.remove(key);
            return true;
        } catch (Exception | LinkageError e) {
            failed("removing", e);
            return false;
        }
    }

    /** Removes all entries of the method; those that the tier does not let go of are not returned any more. */
    public void clear(String method) {
        clear(method, null, () -> bytes.clear(method));
    }

    /** Removes all entries of the method's calls with these arguments, as {@link #clear(String)} does. */
    public void clear(String method, Digest arguments) {
        clear(method, TierKey.groupOf(arguments), () -> bytes.clear(method, arguments));
    }

    /** Removes all entries of the method's calls with arguments of the group, as {@link #clear(String)} does. */
    public void clearGroup(String method, int group) {
        clear(method, group, () -> bytes.clearGroup(method, group));
    }

    /** Removes all entries of the application, as {@link #clear(String)} does. */
    public void clear() {
        clear("all methods", null, bytes::clear);
    }

    private interface Clearing {
        void run() throws IOException;
    }

    private void clear(String what, @Nullable Integer group, Clearing clearing) {
        try {
            clearing.run();
        } catch (Exception | LinkageError e) {
            refusedClears.add(ticker.now(), group);
            if (knowsEpochs()) {
                // It is told before anything is read there again.
                failed("clearing", e);
            } else {
                refusedClears.tell(what, name(), e);
            }
        }
    }

    /** Counts the outcome of a {@link #get}, here and for the whole. */
    public void count(Got outcome) {
        tally.count(outcome);
    }

    /** Counts how an attempt to keep an entry ended, likewise. */
    public void count(Put outcome) {
        tally.count(outcome);
    }

    private void failed(String doing, Throwable failure) {
        warnings.warn("The %s tier failed while %s (%s).".formatted(name(), doing, TierFailures.describe(failure)));
    }

    @Override
    public void close() {
        bytes.close();
    }
}
