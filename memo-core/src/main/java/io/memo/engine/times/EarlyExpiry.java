package io.memo.engine.times;

/**
 * When a result is computed anew before its time is over, so that nobody has to wait when it is: each call draws whether it is now, and the
 * nearer the end and the longer a run takes, the more likely it is. After Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache
 * Stampede Prevention (XFetch), PVLDB 8(8), 2015: a call that draws {@code u} from (0, 1] begins a run if
 *
 * <pre>now - delta * beta * ln(u) &gt;= expiry</pre>
 *
 * where {@code delta} is how long a run takes. {@code beta} is 1, as the paper recommends.
 */
final class EarlyExpiry {

    static final double BETA = 1;

    /** No draw is further away from the end, in runs: {@code -ln} of the smallest step of {@link java.util.Random#nextDouble()}. */
    private static final double FARTHEST = 53 * Math.log(2);

    private EarlyExpiry() {}

    /** Returns how many milliseconds before the end the first draw can be a yes. */
    static long mostEarly(long runNanos) {
        return (long) Math.ceil(runNanos / 1e6 * BETA * FARTHEST);
    }

    /**
     * Returns whether a call begins a run.
     *
     * @param now the moment of the call, in milliseconds
     * @param expiry the end, in milliseconds of the same clock
     * @param runNanos how long a run takes
     * @param drawn at random from (0, 1], anew for each call
     */
    static boolean isDue(long now, long expiry, long runNanos, double drawn) {
        return now - runNanos / 1e6 * BETA * Math.log(drawn) >= expiry;
    }
}
