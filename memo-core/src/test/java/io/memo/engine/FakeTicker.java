package io.memo.engine;

import io.memo.store.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when it is told to. */
final class FakeTicker implements Ticker {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Returns how often the clock was asked. */
    long asked() {
        return asked.get();
    }

    @Override
    public long nanos() {
        asked.incrementAndGet();
        return nanos.get();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }
}
