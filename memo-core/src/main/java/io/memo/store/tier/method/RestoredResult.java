package io.memo.store.tier.method;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result that came back from outside the process.
 *
 * @param value the result; nobody else holds it
 * @param created when it was stored first
 * @param expires when it may no longer be returned, null for no limit
 * @param computedInNanos how long the method took
 * @param tier the name of the tier that had it
 */
public record RestoredResult(
        @Nullable Object value, Instant created, @Nullable Instant expires, long computedInNanos, String tier) {}
