package io.memo.store.tier.method;

import io.memo.TierFigures.Got;
import io.memo.digest.Digest;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.UnreadableEntryException;
import io.memo.store.tier.entry.StoredEntry;
import io.memo.store.tier.guard.Lookup;
import io.memo.store.tier.guard.PutOutcome;
import io.memo.store.tier.guard.Tier;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of several releases of an application lie beside each other. Releases that differ in a class which only results
 * show have one key. The first one's entry lies under it; a release that cannot read that looks beside it, under a key that the
 * classes in the way decide, and so on, at most {@value #MOST} times. So a release that is rolled back finds its entries, and none
 * removes another's. Safe for use by several threads.
 *
 * @param coder reads entries
 */
record Releases(ValueCoder coder) {

    private static final int MOST = 3;

    /**
     * What lies at a place.
     *
     * @param key where the release has its entry, or would have it
     * @param look how the last look-up ended
     * @param result what the entry gives, null if there is none that can be read
     */
    record Place(TierKey key, Lookup look, @Nullable RestoredResult result) {

        /** Returns how the look-up ended for the release. */
        Got outcome() {
            return result == null && look.entry() != null ? Got.UNREADABLE : look.outcome();
        }

        /** Returns whether the result is still to be computed, as far as this place knows. */
        boolean leavesTurn() {
            return outcome() == Got.MISS || outcome() == Got.EXPIRED;
        }
    }

    /** Looks for the entry of this release; what none could read is dropped. */
    Place find(Tier tier, TierKey key) {
        return find(tier, key, tier.get(key, coder.codec()));
    }

    /** @param first what the look-up under the key gave */
    Place find(Tier tier, TierKey key, Lookup first) {
        TierKey at = key;
        Lookup look = first;
        for (int steps = 0; ; steps++) {
            StoredEntry entry = look.entry();
            if (entry == null) {
                return new Place(at, look, null);
            }
            try {
                return new Place(at, look, coder.restore(entry, tier.name()));
            } catch (UnreadableEntryException e) {
                Digest release = e.release();
                if (release == null) {
                    tier.discard(at, String.valueOf(e.getMessage()));
                }
                if (release == null || steps == MOST) {
                    return new Place(at, look, null);
                }
                at = at.beside(release);
                look = tier.get(at, coder.codec());
            }
        }
    }

    /** Removes the entry of this release, and no other. */
    void forget(Tier tier, TierKey key) {
        Place place = find(tier, key);
        if (place.outcome() != Got.UNREADABLE) {
            tier.remove(place.key());
        }
    }

    /**
     * How an attempt to keep an entry ended.
     *
     * @param theirs the result of this release that was there first, null if there was none
     * @param entry its entry
     */
    record Put(
            PutOutcome kept,
            @Nullable StoredEntry entry,
            @Nullable RestoredResult theirs) {}

    /**
     * Keeps the entry where this release looks for it.
     *
     * @param replaces what this release created until then makes place for it, null for nothing
     */
    Put put(Tier tier, StoredEntry mine, @Nullable Instant replaces, BooleanSupplier wanted) {
        if (replaces != null) {
            Place there = find(tier, mine.key());
            PutOutcome replaced =
                    there.result() == null ? PutOutcome.ANOTHER : tier.put(mine.at(there.key()), replaces, wanted);
            if (replaced != PutOutcome.ANOTHER) {
                return new Put(replaced, null, null);
            }
        }
        PutOutcome kept = tier.put(mine, null, wanted);
        if (kept != PutOutcome.ANOTHER) {
            return new Put(kept, null, null);
        }
        Place there = find(tier, mine.key());
        if (there.result() != null) {
            return new Put(kept, there.look().entry(), there.result());
        }
        boolean free = there.look().entry() == null && !there.key().equals(mine.key());
        return free ? new Put(tier.put(mine.at(there.key()), null, wanted), null, null) : new Put(kept, null, null);
    }
}
