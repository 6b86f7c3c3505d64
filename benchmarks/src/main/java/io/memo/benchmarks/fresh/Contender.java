package io.memo.benchmarks.fresh;

import io.memo.benchmarks.fresh.app.Cacheables;
import io.memo.benchmarks.fresh.app.JetCached;
import io.memo.benchmarks.fresh.app.Memoized;
import io.memo.benchmarks.fresh.app.Quotes;
import io.memo.benchmarks.machines.Application;
import java.util.List;

/** A way to keep results fresh on Redis. */
enum Contender {
    CACHEABLE("`@Cacheable`", Cacheables.Plain.class, "spring.cache.type=redis"),
    SYNC("`sync = true`", Cacheables.Sync.class, "spring.cache.type=redis"),
    JETCACHE("JetCache, `@CacheRefresh`", JetCached.class),
    MEMO("memo, `refresh`", Memoized.class, "memo.shared.enabled=true", "memo.shared.secret=a secret of the benchmark");

    private final String title;
    private final Application<Quotes> application;

    Contender(String title, Class<?> application, String... properties) {
        this.title = title;
        this.application =
                new Application<>(application, List.of(properties), Quotes.class, quotes -> quotes.lasting(-1));
    }

    String title() {
        return title;
    }

    Application<Quotes> application() {
        return application;
    }
}
