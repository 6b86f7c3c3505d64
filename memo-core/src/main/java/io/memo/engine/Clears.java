package io.memo.engine;

import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.ThisProcessOnly;
import io.memo.call.MethodSpec;
import io.memo.digest.Digest;
import io.memo.engine.async.AsyncCalls;
import io.memo.engine.call.Arguments;
import io.memo.engine.flight.Flights;
import io.memo.engine.observe.Failures;
import io.memo.engine.release.Releases;
import io.memo.engine.run.GuardedStore;
import io.memo.engine.run.KeptFailures;
import io.memo.engine.run.Keys;
import io.memo.engine.run.Misses;
import io.memo.engine.tier.HandedResults;
import io.memo.engine.tier.TierEntries;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import io.memo.store.tier.Cleared;
import io.memo.store.tier.guard.LeftPlaces;
import io.memo.store.tier.guard.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of the results of one method, wherever they are: farthest first, for what is read there until then is taken from memory
 * afterwards. Safe for use by several threads.
 */
final class Clears {

    private final MethodSpec spec;
    private final Keys keys;
    private final GuardedStore store;
    private final Flights flights;
    private final AsyncCalls asyncCalls;
    private final Misses misses;
    private final Failures failures;
    private final @Nullable TierEntries farEntries;
    private final @Nullable HandedResults handedResults;
    private final @Nullable KeptFailures keptFailures;
    private final LeftPlaces left;
    private final Ticker ticker;
    private final @Nullable Releases releases;

    Clears(MethodSpec spec, MethodParts parts, AsyncCalls asyncCalls) {
        this.spec = spec;
        this.keys = parts.keys();
        this.store = parts.store();
        this.flights = parts.flights();
        this.asyncCalls = asyncCalls;
        this.misses = parts.misses();
        this.failures = parts.failures();
        this.farEntries = parts.places().far();
        this.handedResults = parts.places().handed();
        this.keptFailures = parts.keptFailures();
        this.left = parts.settings().left();
        this.ticker = parts.settings().ticker();
        this.releases = parts.releases();
        if (farEntries != null) {
            farEntries.onClear(this::clearedElsewhere);
        }
    }

    /** Lets go of all results. */
    void all() {
        if (farEntries != null) {
            farEntries.clear();
        }
        placesLeft().forEach(place -> {
            place.clear(spec.name());
            place.upkeep();
        });
        allHere();
    }

    /**
     * Lets go of the results of all calls with these arguments, whatever the external variables and the code were: nobody who
     * clears arguments knows which of them will be back.
     *
     * @param given as in a call of the method
     * @throws IllegalArgumentException if the method could not be called like this
     */
    void ofArguments(@Nullable Object[] given) {
        @Nullable Object[] arguments = Arguments.of(spec, given);
        Predicate<Key> same = keys.ofArguments(arguments);
        Digest everywhere = keys.durableArguments(arguments);
        if (everywhere != null) {
            if (farEntries != null) {
                farEntries.clear(everywhere);
            }
            placesLeft().forEach(place -> place.clear(spec.name(), everywhere));
            if (handedResults != null) {
                handedResults.clear(everywhere);
            }
        }
        inMemory(same);
    }

    /**
     * Lets go of the results of all calls in which the dimension was the value. Places outside memory do not know which these are, so there all
     * results of the method go, unless the value means nothing in another process: then there are none of it.
     */
    void ofDimension(String dimension, Object value) {
        Predicate<Key> same = keys.ofDimension(dimension, value);
        if (value instanceof ThisProcessOnly) {
            inMemory(same);
            return;
        }
        if (farEntries != null) {
            farEntries.clear();
        }
        placesLeft().forEach(place -> place.clear(spec.name()));
        if (handedResults != null) {
            handedResults.clear();
        }
        inMemory(same);
    }

    /**
     * Lets go of what nobody can tell the code of any more: what began under other code is neither stored nor joined, also if the old code
     * is back. What was stored while other code may have run goes; elsewhere it cannot be told by its age, so there all of it goes.
     *
     * @param behind how long ago other code may have begun to run unnoticed; null if it has not
     */
    void codeReplaced(CodeFingerprint before, CodeFingerprint after, @Nullable Duration behind) {
        detachFlights();
        misses.codeReplaced(before, after);
        if (behind != null) {
            storedWithin(behind);
        }
    }

    private void storedWithin(Duration lately) {
        Instant since = ticker.now().minus(lately).truncatedTo(ChronoUnit.MILLIS);
        List<Key> gone = store.removeIf(key -> {
            Entry entry = store.get(key);
            return entry != null && !entry.storedAt().isBefore(since);
        });
        gone.forEach(key -> misses.evicted(key, EvictionCause.INVALID));
        if (!gone.isEmpty() && farEntries != null) {
            farEntries.clear();
        }
    }

    /** Takes from all computations that are under way the right to store, and lets nobody join them any more. */
    void detachFlights() {
        flights.clear(key -> true);
        asyncCalls.clear(key -> true);
    }

    /** Where results may lie of earlier starts, in which the method was kept where it is not now. */
    private List<Tier> placesLeft() {
        boolean far = farEntries != null;
        return left.besides(far && spec.persist(), far && spec.shared());
    }

    /** Lets go of the results, if they are released; to be called when no more are stored. Returns those, or null. */
    @Nullable
    Releases last() {
        if (releases != null) {
            try {
                allHere();
            } catch (RuntimeException | LinkageError e) {
                failures.note(FailedPart.STORE, e);
            }
        }
        return releases;
    }

    /** Lets go of the results in this process. */
    void allHere() {
        if (handedResults != null) {
            handedResults.clear();
        }
        detachFlights();
        failuresOf(key -> true);
        misses.cleared(store.clear());
    }

    private void clearedElsewhere(Cleared what) {
        try {
            Integer group = what.group();
            if (group == null) {
                allHere();
                return;
            }
            if (handedResults != null) {
                handedResults.clearGroup(group);
            }
            inMemory(key -> key.mayBeOfGroup(group));
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
        }
    }

    private void inMemory(Predicate<Key> unwanted) {
        flights.clear(unwanted);
        asyncCalls.clear(unwanted);
        failuresOf(unwanted);
        store.removeIf(unwanted).forEach(key -> misses.evicted(key, EvictionCause.CLEARED));
    }

    private void failuresOf(Predicate<Key> unwanted) {
        if (keptFailures != null) {
            keptFailures.clear(unwanted);
        }
    }
}
