package io.memo.store.tier.method;

import io.memo.store.Ticker;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.Turns.Turn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which computations of one method left nothing that could be shared: they threw, were vetoed, or gave what cannot be kept. To wait
 * for one of these would be to stand in a queue for nothing. Three in a row stand for all of the method, until one leaves a
 * result. Safe for use by several threads.
 */
final class FruitlessRuns {

    /** As long as others are told. */
    private static final Duration TIME = Duration.ofSeconds(10);

    private static final int ALL = 3;

    private final Ticker ticker;
    private final RememberedKeys keys;
    private final AtomicInteger inARow = new AtomicInteger();
    private volatile long last;

    FruitlessRuns(Ticker ticker) {
        this.ticker = ticker;
        this.keys = new RememberedKeys(ticker, TIME);
    }

    /** Returns whether waiting for the computation would not pay. */
    boolean is(TierKey key) {
        return (inARow.get() >= ALL && ticker.nanos() - last < TIME.toNanos()) || keys.contains(key);
    }

    /** Returns the turn, whose end is noted; also one that nobody waits for. */
    Turn noting(TierKey key, Turn turn) {
        AtomicBoolean ended = new AtomicBoolean();
        return kept -> {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            if (kept) {
                inARow.set(0);
                keys.remove(key);
            } else {
                last = ticker.nanos();
                inARow.incrementAndGet();
                keys.add(key);
            }
            turn.end(kept);
        };
    }
}
