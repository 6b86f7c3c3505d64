package io.memo.store.tier.guard;

import io.memo.store.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one tier: at most one warning a minute. Safe for use by several threads. */
final class TierLog {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Ticker ticker;
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    TierLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Warns of trouble in a call. */
    void warn(String text) {
        warnOf(text + " The call itself was not disturbed. Further trouble with this tier is counted, and logged once a"
                + " minute.");
    }

    /** Warns of something else. */
    void warnOf(String text) {
        Long before = last.get();
        Long now = ticker.nanos();
        if ((before == null || now - before >= PAUSE) && last.compareAndSet(before, now)) {
            log.warn(text);
        }
    }
}
