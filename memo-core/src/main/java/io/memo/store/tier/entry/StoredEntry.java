package io.memo.store.tier.entry;

import io.memo.digest.Digest;
import io.memo.store.tier.TierKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result as it is kept outside the process. Moves between tiers unchanged, with the times that it got when it was
 * computed.
 *
 * @param key what it is found by
 * @param codec the id of the codec that wrote the payload
 * @param created when the result was stored first
 * @param expires when it may no longer be returned, null for no limit
 * @param computedInNanos how long the method took
 * @param output the digest of the result, in every process
 * @param payload what the codec wrote, not to be changed; null if the result is null
 */
public record StoredEntry(
        TierKey key,
        String codec,
        Instant created,
        @Nullable Instant expires,
        long computedInNanos,
        Digest output,
        byte @Nullable [] payload) {

    /** Returns the same under another key. */
    public StoredEntry at(TierKey other) {
        return new StoredEntry(other, codec, created, expires, computedInNanos, output, payload);
    }

    /** Returns whether the entry may no longer be returned. */
    public boolean isExpired(Instant now) {
        return isExpired(now, Duration.ZERO);
    }

    /** Returns whether it may not have been returned for so long. */
    public boolean isExpired(Instant now, Duration since) {
        return expires != null && !now.isBefore(expires.plus(since));
    }
}
