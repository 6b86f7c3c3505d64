package io.memo.engine.cost;

import io.memo.MethodFigures.Runs;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What hits of one method cost: from the call until the stored result is at hand, its key included. One hit in 64 is timed, and stands
 * for as many; the first few are not, for they load classes, and some after these all are. A hit that is not timed asks no clock and writes
 * nothing that other threads read. Safe for use by several threads.
 */
public final class HitCosts {

    /** What {@link #begin} gives where the call is not timed. */
    public static final long UNTIMED = Long.MIN_VALUE;

    /** So many are too slow to judge by. */
    public static final int COLD = 4;

    /** Until so many are seen, each is timed. */
    public static final int WARM = 12;

    private static final int SELDOM = 63;

    /** What costs less is no loss worth a word. */
    private static final long WORTH_TELLING = 10_000;

    /** The same while code may still be interpreted. */
    private static final long WORTH_TELLING_EARLY = 1_000_000;

    private final Ticker ticker;
    private final LongSupplier averageRun;
    private final Loss loss;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder hits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private int seen;
    private int dear;
    /** A call is timed if these bits of a random number are 0. Read by each call, written once. */
    private int bits;

    /**
     * @param averageRun how long a run takes, in nanoseconds
     * @param loss told when most hits take longer than a run, again and again
     */
    public HitCosts(Ticker ticker, LongSupplier averageRun, Loss loss) {
        this.ticker = ticker;
        this.averageRun = averageRun;
        this.loss = loss;
    }

    /** Is told that hits cost more than runs. */
    @FunctionalInterface
    public interface Loss {

        /** Called by a thread that hits, with how long a hit and a run take on average, in nanoseconds. */
        void told(long hit, long run);
    }

    /** Returns when the call began, or {@link #UNTIMED}. */
    public long begin() {
        return (ThreadLocalRandom.current().nextInt() & bits) == 0 ? ticker.nanos() : UNTIMED;
    }

    /**
     * Notes that a call was a hit.
     *
     * @param began as {@link #begin} gave it
     */
    public void hit(long began) {
        if (began == UNTIMED) {
            return;
        }
        long run = averageRun.getAsLong();
        if (isLoss(Math.max(0, ticker.nanos() - began), run)) {
            loss.told(average(), run);
        }
    }

    private boolean isLoss(long took, long run) {
        lock.lock();
        try {
            return noted(took, run);
        } finally {
            lock.unlock();
        }
    }

    private boolean noted(long took, long run) {
        if (++seen <= COLD) {
            return false;
        }
        int standsFor = bits + 1;
        hits.add(standsFor);
        nanos.add(took * standsFor);
        dear += took > run && took >= (bits == 0 ? WORTH_TELLING_EARLY : WORTH_TELLING) ? 1 : 0;
        if (seen < WARM) {
            return false;
        }
        bits = SELDOM;
        // Most of them: a pause of the collector in one is no sign.
        return 2 * dear > seen - COLD;
    }

    /** Returns how many hits the timed ones stand for, and how long all these took. */
    public Runs all() {
        return new Runs(hits.sum(), Duration.ofNanos(nanos.sum()));
    }

    /** Returns how long a hit takes on average, in nanoseconds; 0 before the first was timed. */
    public long average() {
        long count = hits.sum();
        return count == 0 ? 0 : nanos.sum() / count;
    }
}
