package io.memo.store.tier;

import io.memo.store.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps off what fails time after time: after some failures in a row nothing is tried for a minute, then one attempt decides
 * about the next minute. Safe for use by several threads.
 */
final class Breaker {

    private static final int FAILURES = 3;
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final Ticker ticker;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong closedFrom = new AtomicLong();

    Breaker(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Returns whether to try now; the one that may probe after a pause begins the next pause for all others. */
    boolean allows() {
        if (failures.get() < FAILURES) {
            return true;
        }
        long until = closedFrom.get();
        long now = ticker.nanos();
        return now - until >= 0 && closedFrom.compareAndSet(until, now + PAUSE);
    }

    /** Returns whether attempts are kept off. */
    boolean isOpen() {
        return failures.get() >= FAILURES;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        closedFrom.set(ticker.nanos() + PAUSE);
        failures.incrementAndGet();
    }
}
