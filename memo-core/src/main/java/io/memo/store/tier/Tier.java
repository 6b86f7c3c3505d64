package io.memo.store.tier;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.store.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A place for bytes, made safe: what comes out is verified, what fails is a miss, what keeps failing is left alone for a
 * while. Safe for use by several threads; throws nothing.
 */
public final class Tier implements AutoCloseable {

    /** How far the clocks of machines may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final ByteTier bytes;
    private final EntryFormat format;
    private final Ticker ticker;
    private final Breaker reads;
    private final Breaker writes;
    private final Warnings warnings;
    private final Map<Got, LongAdder> gets = new EnumMap<>(Got.class);
    private final Map<Put, LongAdder> puts = new EnumMap<>(Put.class);
    /** Counts what all methods do; null if this does. */
    private final @Nullable Tier whole;

    /**
     * @param bytes the place
     * @param format how entries are written there
     * @param ticker the time
     */
    public Tier(ByteTier bytes, EntryFormat format, Ticker ticker) {
        this(bytes, format, ticker, new Breaker(ticker), new Breaker(ticker), new Warnings(ticker), null);
    }

    private Tier(
            ByteTier bytes,
            EntryFormat format,
            Ticker ticker,
            Breaker reads,
            Breaker writes,
            Warnings warnings,
            @Nullable Tier whole) {
        this.bytes = bytes;
        this.format = format;
        this.ticker = ticker;
        this.reads = reads;
        this.writes = writes;
        this.warnings = warnings;
        this.whole = whole;
        for (Got got : Got.values()) {
            gets.put(got, new LongAdder());
        }
        for (Put put : Put.values()) {
            puts.put(put, new LongAdder());
        }
    }

    /** Returns the same place for one method, whose figures are counted by themselves too; not to be closed. */
    Tier forMethod() {
        return new Tier(bytes, format, ticker, reads, writes, warnings, this);
    }

    /** Returns the name of the place. */
    public String name() {
        return bytes.name();
    }

    /** Returns what happened so far. */
    public TierFigures figures() {
        Map<Got, Long> got = new EnumMap<>(Got.class);
        gets.forEach((outcome, count) -> got.put(outcome, count.sum()));
        Map<Put, Long> put = new EnumMap<>(Put.class);
        puts.forEach((outcome, count) -> put.put(outcome, count.sum()));
        return new TierFigures(name(), got, put, reads.isOpen(), writes.isOpen());
    }

    /** Returns the entry under the key, or null if there is none that may be returned; a hit is counted by the caller. */
    @Nullable
    StoredEntry get(TierKey key, String codec) {
        if (!reads.allows()) {
            return missed(Got.PAUSED);
        }
        byte[] found;
        try {
            found = bytes.get(key);
            reads.succeeded();
        } catch (Exception | LinkageError e) {
            reads.failed();
            failed("reading", e);
            return missed(Got.FAILED);
        }
        return found == null ? missed(Got.MISS) : verified(key, format.read(found, key, codec));
    }

    private @Nullable StoredEntry verified(TierKey key, ReadEntry read) {
        if (read instanceof ReadEntry.Corrupt corrupt) {
            discard(key, Got.CORRUPT, corrupt.reason());
            return null;
        }
        if (!(read instanceof ReadEntry.Genuine genuine)) {
            return missed(Got.FOREIGN);
        }
        StoredEntry entry = genuine.entry();
        Instant now = ticker.now();
        if (entry.isExpired(now)) {
            remove(key);
            return missed(Got.EXPIRED);
        }
        // By a clock that was set back, its time would never end.
        return entry.created().isAfter(now.plus(SKEW)) ? missed(Got.EXPIRED) : entry;
    }

    private @Nullable StoredEntry missed(Got outcome) {
        count(outcome);
        return null;
    }

    /** Removes an entry that is of no use, so that a better one can take its place. */
    void discard(TierKey key, Got outcome, String reason) {
        count(outcome);
        warnings.warn("An entry of %s in the %s tier was dropped: %s.".formatted(key.method(), name(), reason));
        remove(key);
    }

    /** Keeps the entry, if the tier takes it. */
    void put(StoredEntry entry) {
        if (!writes.allows()) {
            count(Put.PAUSED);
            return;
        }
        try {
            byte[] written = format.write(entry);
            bytes.put(entry.key(), written, entry.expires());
            writes.succeeded();
            count(Put.STORED);
        } catch (NotStorableException e) {
            count(Put.REFUSED);
            warnings.warn("A result of %s is not kept in the %s tier: %s."
                    .formatted(entry.key().method(), name(), e.getMessage()));
        } catch (Exception | LinkageError e) {
            writes.failed();
            count(Put.FAILED);
            failed("writing", e);
        }
    }

    /** Lets the tier do what is due. */
    void upkeep() {
        try {
            bytes.upkeep();
        } catch (Exception | LinkageError e) {
            failed("tidying up", e);
        }
    }

    /** Removes what is under the key, if the tier lets it. */
    void remove(TierKey key) {
        try {
            bytes.remove(key);
        } catch (Exception | LinkageError e) {
            failed("removing", e);
        }
    }

    /** Removes all entries of the method, if the tier lets it. */
    void clear(String method) {
        try {
            bytes.clear(method);
        } catch (Exception | LinkageError e) {
            failed("clearing", e);
        }
    }

    void count(Got outcome) {
        add(gets.get(outcome));
        if (whole != null) {
            whole.count(outcome);
        }
    }

    void count(Put outcome) {
        add(puts.get(outcome));
        if (whole != null) {
            whole.count(outcome);
        }
    }

    private static void add(@Nullable LongAdder adder) {
        if (adder != null) {
            adder.increment();
        }
    }

    private void failed(String doing, Throwable failure) {
        warnings.warn("The %s tier failed while %s (%s).".formatted(name(), doing, describe(failure)));
    }

    /** With the messages of failed files: they name the file and the reason, and no value. */
    private static String describe(Throwable failure) {
        return failure instanceof IOException
                ? failure.toString()
                : failure.getClass().getName();
    }

    @Override
    public void close() {
        bytes.close();
    }
}
