package io.memo.store.tier.guard;

import io.memo.TierFigures.Got;
import io.memo.store.tier.entry.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up in a tier found.
 *
 * @param outcome how it ended; a hit if the entry is genuine and may be returned
 * @param entry the entry of a hit; one that expired if it is kept for a run that fails; else null
 */
public record Lookup(Got outcome, @Nullable StoredEntry entry) {

    /** The place was not asked. */
    public static final Lookup PAUSED = without(Got.PAUSED);

    static Lookup without(Got outcome) {
        return new Lookup(outcome, null);
    }
}
