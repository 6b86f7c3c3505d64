package io.memo.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps lines of one kind in the log apart. Safe for use by several threads. */
public final class OncePerMinute {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Ticker ticker;
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    public OncePerMinute(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Returns whether a line may be written; if so, the next one may be in a minute. */
    public boolean mayLog() {
        Long before = last.get();
        Long now = ticker.nanos();
        return (before == null || now - before >= PAUSE) && last.compareAndSet(before, now);
    }
}
