package io.memo.store.tier.guard;

import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.StoredEntry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clears that a place did not carry out: what they were about may still be there and counts no more. Safe for use by several threads. */
final class RefusedClears {

    private final TierLog log;
    private final Map<Integer, Instant> ofGroups = new ConcurrentHashMap<>();
    private volatile Instant ofAll = Instant.MIN;

    RefusedClears(TierLog log) {
        this.log = log;
    }

    /**
     * Adds a clear.
     *
     * @param moment when it came
     * @param group the group of arguments that it was about, null for all
     */
    void add(Instant moment, @Nullable Integer group) {
        if (group != null) {
            ofGroups.merge(group, moment, (some, other) -> some.isAfter(other) ? some : other);
        } else if (moment.isAfter(ofAll)) {
            ofAll = moment;
        }
    }

    /** Says that a clear was refused by a place where nobody else can carry it out. */
    void tell(String what, String place, Throwable why) {
        log.warnOf(
                ("What was cleared of %s is still in the %s tier, for it cannot be removed there (%s). This process does"
                                + " not return it any more; after a restart it is back, unless it is cleared again: let the"
                                + " application write and delete there, and then clear.")
                        .formatted(what, place, TierFailures.describe(why)));
    }

    /** Returns whether one of them was about the entry. */
    boolean include(TierKey key, StoredEntry entry) {
        Instant group = ofGroups.get(key.group());
        return entry.created().isBefore(ofAll)
                || (group != null && entry.created().isBefore(group));
    }
}
