package io.memo.engine;

import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import java.time.Duration;

/** Sets of times for tests. */
final class Freshnesses {

    private Freshnesses() {}

    static Freshness refreshAfter(Duration age) {
        return new Freshness(false, new Refresh.After(age), null, null, null, 0);
    }

    static Freshness refreshEarly() {
        return new Freshness(false, new Refresh.Early(), null, null, null, 0);
    }

    static Freshness staleIfError(Duration time) {
        return new Freshness(false, null, time, null, null, 0);
    }

    static Freshness refreshAndStale(Duration age, Duration time) {
        return new Freshness(false, new Refresh.After(age), time, null, null, 0);
    }

    static Freshness emptyTtl(Duration ttl) {
        return new Freshness(false, null, null, ttl, null, 0);
    }

    static Freshness failureTtl(Duration ttl) {
        return new Freshness(false, null, null, null, ttl, 0);
    }

    static Freshness jitter(double share) {
        return new Freshness(false, null, null, null, null, share);
    }

    static Freshness byResult() {
        return new Freshness(true, null, null, null, null, 0);
    }
}
