package io.memo.engine;

import io.memo.FailedPart;
import io.memo.UnhashableTypeException;
import io.memo.digest.Digest;
import io.memo.hash.ChangedWhileHashedException;
import io.memo.hash.HashedValue;
import io.memo.hash.Outline;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import io.memo.store.tier.MethodTiers;
import io.memo.store.tier.RestoredResult;
import io.memo.verdict.MutationCheck;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place of one call's result outside the process. */
final class FarEntry {

    /** Longer than this is for ever. */
    private static final Duration EVER = Duration.ofDays(100 * 365L);

    private final MethodTiers tiers;
    private final Digest key;
    private final long clears;
    private final Instant cleared;
    private final Rules rules;

    FarEntry(MethodTiers tiers, Digest key, long clears, Instant cleared, Rules rules) {
        this.tiers = tiers;
        this.key = key;
        this.clears = clears;
        this.cleared = cleared;
        this.rules = rules;
    }

    /** Returns the result that an earlier call left, as an entry with the time that it was stored first, or null. */
    @Nullable
    Entry find() {
        RestoredResult found = tiers.find(key);
        if (found == null) {
            return null;
        }
        if (found.created().isBefore(cleared) || rules.isTooOld(found.created())) {
            forget();
            return null;
        }
        try {
            Outline outline = rules.check().remember(found.value());
            return new Entry(found.value(), outline, found.created(), found.computedInNanos());
        } catch (UnhashableTypeException | ChangedWhileHashedException e) {
            return null;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            rules.failures().note(FailedPart.OUTPUT, e);
            return null;
        }
    }

    /** Keeps what was stored in memory, in the background; not if the method was cleared since the call began. */
    void keep(Entry entry) {
        Outline outline = entry.outline();
        HashedValue hashed = outline == null ? null : outline.hashed();
        tiers.keep(
                key,
                entry.value(),
                hashed == null ? null : hashed.digest(),
                entry.storedAt(),
                rules.expiry(entry.storedAt()),
                entry.computedInNanos(),
                clears);
    }

    /** Removes what is there, so that another can take its place. */
    void forget() {
        tiers.forget(key);
    }

    /**
     * What holds for all results of a method.
     *
     * @param check looks at results before they are stored in memory
     * @param ttl how long a result may be returned, null for no limit
     */
    record Rules(MutationCheck check, @Nullable Duration ttl, Ticker ticker, Failures failures) {

        boolean isTooOld(Instant created) {
            return ttl != null && Duration.between(created, ticker.now()).compareTo(ttl) >= 0;
        }

        @Nullable
        Instant expiry(Instant created) {
            return ttl == null || ttl.compareTo(EVER) > 0 ? null : created.plus(ttl);
        }
    }
}
