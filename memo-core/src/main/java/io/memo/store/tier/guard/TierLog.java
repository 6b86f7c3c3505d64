package io.memo.store.tier.guard;

import io.memo.store.OncePerMinute;
import io.memo.store.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one tier: at most one warning a minute. Safe for use by several threads. */
final class TierLog {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final OncePerMinute lines;

    TierLog(Ticker ticker) {
        this.lines = new OncePerMinute(ticker);
    }

    /** Warns of trouble in a call. */
    void warn(String text) {
        warnOf(text + " The call itself was not disturbed. Further trouble with this tier is counted, and logged once a"
                + " minute.");
    }

    /** Warns of something else. */
    void warnOf(String text) {
        if (lines.mayLog()) {
            log.warn(text);
        }
    }
}
