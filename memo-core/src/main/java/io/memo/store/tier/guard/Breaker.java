package io.memo.store.tier.guard;

import io.memo.store.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A circuit breaker. A caller that {@link #allows} lets through must report {@link #succeeded}, {@link #failed} or {@link
 * #toldNothing}. Safe for use by several threads; locks nothing.
 *
 * <pre>
 * closed  -- too many of the last attempts failed --&gt;  open
 * open    -- its pause is over, one attempt passes --&gt;  trying
 * trying  -- it succeeded --&gt;  closed, nothing remembered
 * trying  -- it failed --&gt;  open, for the next pause
 * trying  -- it told nothing --&gt;  open, the next attempt passes
 * </pre>
 *
 * <p>An attempt that ends while the breaker is open changes nothing: it began before.
 */
public final class Breaker {

    private final Ticker ticker;
    private final Rules rules;
    private final Runnable opened;
    private final AtomicReference<State> state;

    private Breaker(Ticker ticker, Rules rules, Runnable opened, State first) {
        this.ticker = ticker;
        this.rules = rules;
        this.opened = opened;
        this.state = new AtomicReference<>(first);
    }

    /**
     * Returns one for a place on this machine: after three failures in a row nothing is tried for a minute, then one attempt
     * decides about the next minute.
     */
    public static Breaker ofMachine(Ticker ticker) {
        return new Breaker(ticker, Rules.MACHINE, () -> {}, Closed.ANEW);
    }

    /**
     * Returns one for writing over a network: when at least half of the last 16 attempts, of four or more, failed, nothing is
     * tried for half a second, and twice as long after each attempt that fails then, up to five seconds.
     */
    public static Breaker ofWrites(Ticker ticker) {
        return new Breaker(ticker, Rules.WRITES, () -> {}, Closed.ANEW);
    }

    /**
     * Returns one for reading over a network, where callers wait. It keeps them off as {@link #ofWrites} does, but until
     * {@link #close} is called by somebody who found that the other side answers. It is open from the beginning.
     *
     * @param opened called each time that the breaker opens from then on
     */
    public static Breaker ofReads(Ticker ticker, Runnable opened) {
        return new Breaker(ticker, Rules.READS, opened, new Open(ticker.nanos(), Rules.READS.firstPause()));
    }

    /** Returns whether to try now; if so, the caller must report how that ended. */
    boolean allows() {
        State now = state.get();
        if (now instanceof Open open) {
            return ticker.nanos() - open.since() > open.pause().toNanos()
                    && state.compareAndSet(now, new Trying(open.pause()));
        }
        return now instanceof Closed;
    }

    /** Returns whether attempts are kept off. */
    public boolean isOpen() {
        return !(state.get() instanceof Closed);
    }

    /** Lets all try again. */
    public void close() {
        state.set(Closed.ANEW);
    }

    /** Returns whether {@link #allows} may let somebody through now. */
    boolean mayAllow() {
        State now = state.get();
        return now instanceof Closed
                || (now instanceof Open open
                        && ticker.nanos() - open.since() > open.pause().toNanos());
    }

    void succeeded() {
        change(now -> now.afterSuccess(rules));
    }

    void failed() {
        change(now -> now.afterFailure(rules, ticker.nanos()));
    }

    /** The attempt ended for a reason that is the caller's, or of one entry alone. */
    void toldNothing() {
        change(now -> now instanceof Trying trying
                ? new Open(ticker.nanos() - trying.pause().toNanos() - 1, trying.pause())
                : now);
    }

    private void change(UnaryOperator<State> step) {
        State before;
        State after;
        do {
            before = state.get();
            after = step.apply(before);
        } while (before != after && !state.compareAndSet(before, after));
        if (before != after && after instanceof Open) {
            opened.run();
        }
    }

    /**
     * When it opens and for how long.
     *
     * @param window how many of the last attempts count, at most 31
     * @param atLeast it stays closed before so many are known
     * @param percent it opens when this part of them failed
     * @param firstPause how long it stays open
     * @param longestPause the end of doubling the pause after each failure of a single attempt
     */
    private record Rules(int window, int atLeast, int percent, Duration firstPause, Duration longestPause) {

        private static final Rules MACHINE = new Rules(3, 3, 100, Duration.ofMinutes(1), Duration.ofMinutes(1));
        private static final Rules WRITES = new Rules(16, 4, 50, Duration.ofMillis(500), Duration.ofSeconds(5));
        /** Longer than any process runs: somebody else tells when it is over. */
        private static final Rules READS = new Rules(16, 4, 50, Duration.ofDays(36_500), Duration.ofDays(36_500));

        private Duration after(Duration pause) {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(longestPause) < 0 ? twice : longestPause;
        }
    }

    private sealed interface State {

        State afterSuccess(Rules rules);

        State afterFailure(Rules rules, long now);
    }

    /**
     * All may try.
     *
     * @param failures one bit for each of the last attempts, set if it failed
     * @param seen how many attempts are known, at most as many as count
     */
    private record Closed(int failures, int seen) implements State {

        private static final Closed ANEW = new Closed(0, 0);

        @Override
        public State afterSuccess(Rules rules) {
            return failures == 0 && seen == rules.window() ? this : with(0, rules);
        }

        @Override
        public State afterFailure(Rules rules, long now) {
            Closed after = with(1, rules);
            boolean tooMany = Integer.bitCount(after.failures) * 100 >= rules.percent() * after.seen;
            return after.seen >= rules.atLeast() && tooMany ? new Open(now, rules.firstPause()) : after;
        }

        private Closed with(int failed, Rules rules) {
            int counted = (1 << rules.window()) - 1;
            return new Closed(((failures << 1) | failed) & counted, Math.min(seen + 1, rules.window()));
        }
    }

    /** Nobody may try before the pause is over. */
    private record Open(long since, Duration pause) implements State {

        @Override
        public State afterSuccess(Rules rules) {
            return this;
        }

        @Override
        public State afterFailure(Rules rules, long now) {
            return this;
        }
    }

    /** One attempt is under way; the pause was the one before it. */
    private record Trying(Duration pause) implements State {

        @Override
        public State afterSuccess(Rules rules) {
            return Closed.ANEW;
        }

        @Override
        public State afterFailure(Rules rules, long now) {
            return new Open(now, rules.after(pause));
        }
    }
}
