package io.memo.engine.refresh;

import io.memo.store.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps lines of one kind in the log apart. Safe for use by several threads. */
final class OncePerMinute {

    private static final long PAUSE = TimeUnit.MINUTES.toMillis(1);

    private final Ticker ticker;
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    OncePerMinute(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Returns whether a line may be written; if so, the next one may be in a minute. */
    boolean mayLog() {
        long now = ticker.millis();
        long from = next.get();
        return now >= from && next.compareAndSet(from, now + PAUSE);
    }
}
