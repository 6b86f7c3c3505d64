package io.memo.store.tier.method;

import io.memo.Miss.Asked;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.digest.Digest;
import io.memo.hash.Origin;
import io.memo.hash.StructuralHasher;
import io.memo.key.DurableKey;
import io.memo.store.Ticker;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.Costly;
import io.memo.store.tier.ResultCodec;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns.Turn;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.entry.TierKeys;
import io.memo.store.tier.guard.GuardedTurns;
import io.memo.store.tier.guard.Lookup;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Releases.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tiers outside the process as one method sees them, nearest first. A result that is found in one is copied to those
 * before it, with the times that it has. Safe for use by several threads; throws nothing but the JVM's own errors.
 */
public final class MethodTiers {

    /** Computing what takes no longer than this is cheaper than to agree about who does. */
    private static final Duration WORTH_A_TURN = Duration.ofMillis(20);

    private final List<Tier> tiers;
    /** What knows of clears by other processes, which holds for all tiers; null if none does. */
    private final @Nullable Tier knowing;

    private final TierWriter writer;
    private final TierKeys keys;
    private final ValueCoder coder;
    private final Releases releases;
    private final WriteBehind keeping;
    private final String method;
    private final FruitlessRuns fruitless;
    private final AtomicLong clears = new AtomicLong();
    /** How long the method took last; as long as can be before it is known. */
    private volatile Duration lastComputed = WORTH_A_TURN;

    /**
     * @param shared what all methods share
     * @param tiers those that the method uses
     * @param results the codec of the method's results
     * @param hasher hashes the method's results
     * @param origin names the method
     * @param stale how long entries are kept after their time
     */
    MethodTiers(
            Tiers shared,
            List<Tier> tiers,
            ResultCodec results,
            StructuralHasher hasher,
            Origin origin,
            Duration stale) {
        this.tiers = tiers.stream().map(tier -> tier.forMethod(stale)).toList();
        this.knowing = this.tiers.stream().filter(Tier::knowsEpochs).findFirst().orElse(null);
        this.writer = shared.writer();
        this.method = origin.method();
        this.keys = new TierKeys(shared.application(), method, shared.codec().id(), results.classes());
        this.coder = new ValueCoder(shared.codec().id(), results, hasher, origin);
        Ticker ticker = tiers.isEmpty() ? Ticker.SYSTEM : tiers.get(0).ticker();
        this.releases = new Releases(coder);
        this.keeping = new WriteBehind(writer, coder, releases, method, ticker);
        this.fruitless = new FruitlessRuns(ticker);
    }

    /**
     * Returns a count that every clear changes. Pass the count read before the call to {@link #keep}: if a clear happened since,
     * nothing is kept.
     */
    public long clears() {
        return clears.get();
    }

    /**
     * What a call finds outside the process.
     *
     * @param result the result that an earlier call left, or that another process computed meanwhile; null if there is none
     *     that can be used
     * @param stale if there is none, one whose time is over and that is kept for a run that fails; null if there is none either
     * @param turn the right to compute it where there is none; to be ended by the caller or given to {@link #keep}
     * @param asked what the tiers answered, in the order in which they were asked
     */
    public record Found(
            @Nullable RestoredResult result, @Nullable RestoredResult stale, Turn turn, List<Asked> asked) {}

    /** Looks for the result of a call; where another process computes it, waits for that. */
    public Found find(DurableKey durableKey) {
        long before = clears.get();
        TierKey known = key(durableKey);
        TierKey key = known == null ? keys.of(durableKey) : known;
        List<Tier> without = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        Tier deciding = null;
        RestoredResult stale = null;
        for (Tier tier : tiers) {
            // Nobody knows whether it was cleared; the one that should know is asked, and so is found to be silent.
            Lookup look = known == null && tier != knowing ? Lookup.PAUSED : tier.get(key, coder.codec());
            Place place = releases.find(tier, key, look);
            tier.count(place.outcome());
            RestoredResult found = place.result();
            if (found != null && place.outcome() == Got.HIT) {
                promote(key, place, without, null, before);
                return new Found(found, null, Turn.NONE, asked);
            }
            stale = later(stale, found);
            asked.add(new Asked(tier.name(), place.outcome()));
            without.add(tier);
            if (tier.turns() != null && place.leavesTurn()) {
                deciding = tier;
            }
        }
        if (deciding == null) {
            return new Found(null, stale, Turn.NONE, asked);
        }
        return lastComputed.compareTo(WORTH_A_TURN) < 0 || fruitless.is(key)
                ? new Found(null, stale, fruitless.noting(key, Turn.NONE), asked)
                : turnAt(deciding, key, without, before, asked, stale);
    }

    private static @Nullable RestoredResult later(@Nullable RestoredResult one, @Nullable RestoredResult other) {
        return one == null || (other != null && other.created().isAfter(one.created())) ? other : one;
    }

    /**
     * What there is of a result that is to be computed anew.
     *
     * @param result one that was stored later, null if there is none
     * @param turn the right to compute it where there is none, to be ended by the caller or given to {@link #keep}; null if another process
     *     computes it, failed to a while ago, or cannot be asked now
     */
    public record Renewal(
            @Nullable RestoredResult result, @Nullable Turn turn) {}

    /** Looks for a result that was stored later than this; where there is none, takes the turn to compute it, without waiting. */
    public Renewal renew(DurableKey durableKey, Instant than) {
        long before = clears.get();
        TierKey key = key(durableKey);
        if (key == null) {
            return new Renewal(null, isKeptOff(durableKey) ? Turn.NONE : null);
        }
        RestoredResult later = laterThan(key, than, before);
        if (later != null) {
            return new Renewal(later, Turn.NONE);
        }
        GuardedTurns deciding = tiers.stream()
                .map(Tier::turns)
                .filter(Objects::nonNull)
                .reduce((one, next) -> next)
                .orElse(null);
        Turn turn = deciding == null ? Turn.NONE : deciding.tryTake(key);
        if (turn != null && deciding != null) {
            // Who had it before may just have ended.
            later = laterThan(key, than, before);
            if (later != null) {
                turn.end(true);
                return new Renewal(later, Turn.NONE);
            }
        }
        return new Renewal(null, turn);
    }

    /** Where nobody knows whether it was cleared, the one that should know is asked, as by calls: so it is found to be silent. */
    private boolean isKeptOff(DurableKey durableKey) {
        return knowing == null
                || knowing.get(keys.of(durableKey), coder.codec()).outcome() == Got.PAUSED;
    }

    private @Nullable RestoredResult laterThan(TierKey key, Instant than, long before) {
        List<Tier> without = new ArrayList<>();
        for (Tier tier : tiers) {
            Place place = releases.find(tier, key);
            RestoredResult found = place.result();
            if (found != null && place.outcome() == Got.HIT && found.created().isAfter(than)) {
                tier.count(Got.HIT);
                promote(key, place, without, than, before);
                return found;
            }
            without.add(tier);
        }
        return null;
    }

    /** Returns false while other processes may have cleared the result of the call without a word to this one. */
    public boolean knowsOfClears(DurableKey durableKey) {
        return key(durableKey) != null;
    }

    /** Returns the key of a call's entry in its epoch, or null if that is not known. */
    private @Nullable TierKey key(DurableKey durableKey) {
        if (knowing == null) {
            return keys.of(durableKey);
        }
        Digest epoch = knowing.epoch(method, TierKey.groupOf(durableKey.arguments()));
        return epoch == null ? null : keys.of(durableKey, epoch);
    }

    /**
     * Under the key that all releases begin to look at.
     *
     * @param replaces what was created until then makes place for it, null for what is of no use to anybody
     */
    private void promote(TierKey key, Place place, List<Tier> into, @Nullable Instant replaces, long before) {
        StoredEntry entry = place.look().entry();
        if (entry != null) {
            keeping.copy(entry.at(key), replaces, into, notClearedSince(before));
        }
    }

    private Found turnAt(
            Tier tier,
            TierKey key,
            List<Tier> without,
            long before,
            List<Asked> asked,
            @Nullable RestoredResult stale) {
        AtomicReference<@Nullable RestoredResult> arrived = new AtomicReference<>();
        Turn turn = Objects.requireNonNull(tier.turns()).await(key, () -> {
            Place place = releases.find(tier, key);
            if (place.leavesTurn()) {
                // Not counted: who waits looks many times.
                return false;
            }
            tier.count(place.outcome());
            RestoredResult found = place.result();
            if (found != null) {
                promote(key, place, without.subList(0, without.indexOf(tier)), null, before);
                arrived.set(found);
            }
            return true;
        });
        RestoredResult found = arrived.get();
        return new Found(found, stale, found == null ? fruitless.noting(key, turn) : turn, asked);
    }

    /**
     * A result that the engine stored in memory.
     *
     * @param value what the method returned
     * @param digest its digest in this process when it was stored in memory; null if it can never change
     * @param created when that was
     * @param expires when it may no longer be returned, null for no limit
     * @param computedInNanos how long the method took
     * @param bytes about how large it is
     * @param replaces what was created until then makes place for it, null if the first result of a key stays
     */
    public record Computed(
            @Nullable Object value,
            @Nullable Digest digest,
            Instant created,
            @Nullable Instant expires,
            long computedInNanos,
            long bytes,
            @Nullable Instant replaces) {}

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
            DurableKey durableKey, Computed computed, long before, Turn turn, Consumer<? super RestoredResult> adopt) {
        Duration took = Duration.ofNanos(computed.computedInNanos());
        lastComputed = took;
        List<Tier> into = tiers.stream().filter(tier -> tier.takes(took)).toList();
        // Before it is looked whether it was cleared: what was made in an earlier epoch must not get a name in a later
        // one.
        TierKey key = key(durableKey);
        if (key == null) {
            into.forEach(tier -> tier.count(Put.PAUSED));
        }
        if (key == null || into.isEmpty()) {
            turn.close();
        } else {
            keeping.keep(key, computed, into, notClearedSince(before), turn, adopt);
        }
    }

    private BooleanSupplier notClearedSince(long before) {
        return () -> clears.get() == before;
    }

    /**
     * Calls the listener when another process cleared the method or some of its arguments, perhaps more than once; what is still
     * to be written of the method is then forgotten.
     */
    public void onClear(Consumer<Cleared> listener) {
        tiers.forEach(tier -> tier.onClear(method, (what, earlier) -> {
            clears.incrementAndGet();
            if (!earlier) {
                // For the room that it takes: by its key nobody finds it any more.
                tiers.stream().filter(other -> other != tier).forEach(other -> clear(other, what));
            }
            listener.accept(what);
        }));
    }

    private void clear(Tier tier, Cleared what) {
        Integer group = what.group();
        if (group != null) {
            tier.clearGroup(method, group);
        } else {
            tier.clear(method);
        }
    }

    /** Removes the result under the key from all tiers, as far as they let it; what is still to be written is not looked at. */
    public void forget(DurableKey durableKey) {
        TierKey key = key(durableKey);
        if (key != null) {
            tiers.forEach(tier -> releases.forget(tier, key));
        }
    }

    /**
     * Removes the results of all calls with these arguments from all tiers, those of other external variables and of earlier code
     * too, and all that is still to be written of the method.
     *
     * @param arguments their digest in every process
     */
    public void clear(Digest arguments) {
        eachForGood(tier -> tier.clear(method, arguments));
    }

    /** Removes all results of the method, those of earlier code too, and what is still to be written. */
    public void clear() {
        eachForGood(tier -> tier.clear(method));
        writer.tidy(tiers.stream().map(Tier::whole).toList());
    }

    /** The farthest first, and noted before each: else what was read there just before would be copied back to the nearer. */
    private void eachForGood(Consumer<Tier> removal) {
        coder.forgetAhead();
        for (int i = tiers.size() - 1; i >= 0; i--) {
            clears.incrementAndGet();
            removal.accept(tiers.get(i));
        }
    }

    /** Returns which results may be read ahead: so many at most, the costliest first. */
    public List<Costly> costliest(int most) {
        return tiers.stream()
                .flatMap(tier -> tier.ahead().costliest(method, most).stream())
                .sorted()
                .limit(most)
                .toList();
    }

    /**
     * Decodes a result before anybody asks for it. Who does then finds the entry, if it still holds, and is spared the decoding.
     *
     * @return how many bytes it took in its place; 0 if there is none that can be read
     */
    public int readAhead(TierKey key) {
        for (Tier tier : tiers) {
            StoredEntry entry = tier.ahead().get(key, coder.codec());
            if (entry != null && !entry.isExpired(tier.ticker().now())) {
                return coder.decodeAhead(entry);
            }
        }
        return 0;
    }

    /** Returns what happened to this method at each of the tiers so far. */
    public List<TierFigures> figures() {
        return tiers.stream().map(Tier::figures).toList();
    }
}
