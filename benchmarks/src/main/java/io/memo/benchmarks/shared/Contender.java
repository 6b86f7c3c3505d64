package io.memo.benchmarks.shared;

import io.memo.benchmarks.machines.Application;
import io.memo.benchmarks.shared.app.Cacheables;
import io.memo.benchmarks.shared.app.Memoized;
import io.memo.benchmarks.shared.app.Prices;
import java.time.Duration;
import java.util.List;

/** A way to cache on Redis, with the defaults of its library. */
enum Contender {
    CACHEABLE("`@Cacheable`", Cacheables.Plain.class, "spring.cache.type=redis"),
    SYNC("`sync = true`", Cacheables.Sync.class, "spring.cache.type=redis"),
    LOCKING("`sync = true`, locking writer", Cacheables.Locking.class, "spring.cache.type=redis"),
    MEMO("memo", Memoized.class, "memo.shared.enabled=true", "memo.shared.secret=a secret of the benchmark");

    /** What takes less is not worth sharing to memo. */
    static final Duration WORTH_SHARING = Duration.ofMillis(10);

    private final String title;
    private final Application<Prices> application;

    Contender(String title, Class<?> application, String... properties) {
        this.title = title;
        this.application =
                new Application<>(application, List.of(properties), Prices.class, prices -> prices.price(-1));
    }

    String title() {
        return title;
    }

    Application<Prices> application() {
        return application;
    }
}
