package io.memo;

import java.util.Objects;

/**
 * Calls memoized methods when the application starts, so that the first users find their results there. A bean of this type is called once,
 * when the application context that it belongs to was started by Spring Boot.
 *
 * <pre>{@code
 * @Bean
 * WarmUp currencies(Rates rates) {
 *     return () -> List.of("EUR", "USD").forEach(rates::of);
 * }
 * }</pre>
 *
 * <p>By default the application is not ready before it ended. The start is never kept waiting longer than {@code memo.warm-up.timeout}, and
 * never fails: whatever a warm-up throws is logged and counted. {@code memo.warm-up.enabled=false} leaves all of them out, as tests with
 * Spring's test framework do unless they set it.
 *
 * <p>Warm-ups begin in their order ({@code @Order}), at most {@code memo.warm-up.threads} at the same time, each in a thread of its own
 * without a request, a user or a transaction. A method that varies by a {@link KeyDimension} is not warmed up unless the warm-up sets what the
 * dimension reads.
 */
@FunctionalInterface
public interface WarmUp {

    /**
     * Calls what is to be warm. Its thread is interrupted when {@code memo.warm-up.timeout} is over or the application context closes.
     *
     * @throws Exception if it failed; what it stored until then stays
     */
    void warmUp() throws Exception;

    /**
     * Returns whether the application becomes ready only when this warm-up has ended. If not, it begins when the application is ready.
     * {@code memo.warm-up.before-readiness=false} says so for all.
     */
    default boolean beforeReadiness() {
        return true;
    }

    /** Returns the same warm-up, to begin when the application is ready. */
    static WarmUp behindReadiness(WarmUp warmUp) {
        Objects.requireNonNull(warmUp);
        return new WarmUp() {
            @Override
            public void warmUp() throws Exception {
                warmUp.warmUp();
            }

            @Override
            public boolean beforeReadiness() {
                return false;
            }

            @Override
            public String toString() {
                return warmUp + " behind readiness";
            }
        };
    }
}
