package io.memo.store.tier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps off what fails time after time: a circuit breaker of resilience4j. Who was allowed to try says how it ended. Safe for
 * use by several threads.
 */
public final class Breaker {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Longer than any process runs. */
    private static final Duration UNTIL_TOLD = Duration.ofDays(36_500);

    private final CircuitBreaker breaker;

    private Breaker(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /**
     * Returns one for a place on this machine: after three failures in a row nothing is tried for a minute, then one attempt
     * decides about the next minute.
     */
    public static Breaker ofMachine(Ticker ticker) {
        return of(
                ticker,
                CircuitBreakerConfig.custom()
                        .slidingWindow(3, 3, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(Duration.ofMinutes(1)));
    }

    /**
     * Returns one for writing over a network: when at least half of the last 16 attempts, of four or more, failed, nothing is
     * tried for half a second, and twice as long after each attempt that fails then, up to five seconds.
     */
    public static Breaker ofWrites(Ticker ticker) {
        return of(
                ticker,
                ofNetwork()
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE)));
    }

    /**
     * Returns one for reading over a network, where callers wait: they are kept off as by {@link #ofWrites}, but until
     * {@link #close} is called by somebody who found that the other side answers. Kept off from the beginning.
     *
     * @param opened called each time that reading is kept off from then on
     */
    public static Breaker ofReads(Ticker ticker, Runnable opened) {
        Breaker reads = of(ticker, ofNetwork().waitDurationInOpenState(UNTIL_TOLD));
        reads.breaker.transitionToOpenState();
        reads.breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                opened.run();
            }
        });
        return reads;
    }

    private static CircuitBreakerConfig.Builder ofNetwork() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(16, 4, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50);
    }

    private static Breaker of(Ticker ticker, CircuitBreakerConfig.Builder config) {
        return new Breaker(CircuitBreaker.of(
                "memo",
                config.permittedNumberOfCallsInHalfOpenState(1)
                        .writableStackTraceEnabled(false)
                        .clock(new TickerClock(ticker))
                        .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS)
                        .build()));
    }

    /** Returns whether to try now; who may then calls {@link #succeeded} or {@link #failed}. */
    boolean allows() {
        return breaker.tryAcquirePermission();
    }

    /** Returns whether attempts are kept off. */
    public boolean isOpen() {
        return breaker.getState() != State.CLOSED;
    }

    /** Lets all try again. */
    public void close() {
        breaker.transitionToClosedState();
    }

    void succeeded() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, Failure.SEEN);
    }

    /** Breakers want to see what was thrown; ours counts all alike. */
    private static final class Failure extends Exception {

        private static final Failure SEEN = new Failure();

        private Failure() {
            super("failed", null, false, false);
        }
    }
}
