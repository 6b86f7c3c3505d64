package io.memo;

import java.time.Duration;

/**
 * What was counted of one memoized method since it became known.
 *
 * @param hits calls that returned a stored result
 * @param misses calls that found none, waiting ones included
 * @param mutations changed states of stored results that were alerted
 * @param entries results stored now, by estimate
 * @param timeSaved how long the hits would have taken, by the time that their entries took to compute
 */
public record MethodFigures(long hits, long misses, long mutations, long entries, Duration timeSaved) {

    /** Returns hits as a share of all calls, between 0 and 1; 0 before the first call. */
    public double hitRatio() {
        long calls = hits + misses;
        return calls == 0 ? 0 : (double) hits / calls;
    }
}
