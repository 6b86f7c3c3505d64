package io.memo.engine.call;

import io.memo.FunctionOptions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a function decide about its results. Every call is memoized, and every result stored that is given a time.
 *
 * @param options those
 */
public record FunctionConditions(FunctionOptions.Freshness options) implements CallConditions {

    /** Returns them, or null if nothing is decided. */
    public static @Nullable FunctionConditions of(FunctionOptions.Freshness options) {
        return options.ttlOf() == null && options.onRelease() == null ? null : new FunctionConditions(options);
    }

    @Override
    public @Nullable Duration ttl(Object target, @Nullable Object[] arguments, @Nullable Object result, Instant now) {
        return options.ttlOf() == null ? null : options.ttlOf().apply(result);
    }

    @Override
    public boolean releases() {
        return options.onRelease() != null;
    }

    @Override
    public void release(@Nullable Object result) {
        if (options.onRelease() != null) {
            options.onRelease().accept(result);
        }
    }
}
