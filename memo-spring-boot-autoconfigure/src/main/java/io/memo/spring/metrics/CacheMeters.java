package io.memo.spring.metrics;

import io.memo.MemoizedMethod;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Exports what the engine counts under the names that Micrometer gives to caches, so that dashboards made for Spring's cache
 * managers show memoized methods too: each is a cache of the manager {@code memo}. Safe for use by several threads.
 */
public final class CacheMeters extends MethodMeters {

    /** The value of the tag {@code cache.manager}, which keeps these apart from the caches of the application. */
    public static final String CACHE_MANAGER = "memo";

    @Override
    void register(MemoizedMethod method, MeterRegistry registry) {
        Tags tags = Tags.of("cache.manager", CACHE_MANAGER, "name", method.name());
        new MethodCacheMetrics(method, tags).bindTo(registry);
    }
}
