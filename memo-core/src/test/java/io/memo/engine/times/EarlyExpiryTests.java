package io.memo.engine.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 10.1: XFetch. */
class EarlyExpiryTests {

    private static final long TTL = 60_000;

    @Test
    @DisplayName("10.1: a draw of u is due -ln(u) runs before the end")
    void followsTheFormula() {
        long run = 1_000_000_000;
        assertThat(EarlyExpiry.isDue(58_000, TTL, run, Math.exp(-2.001))).isTrue();
        assertThat(EarlyExpiry.isDue(58_000, TTL, run, Math.exp(-1.999))).isFalse();
        assertThat(EarlyExpiry.isDue(59_999, TTL, run, 1)).isFalse();
        assertThat(EarlyExpiry.isDue(60_000, TTL, run, 1)).isTrue();
    }

    @Test
    @DisplayName("10.1: no draw is due earlier than is said")
    void nothingIsEarlier() {
        long run = 123_456_789;
        double smallest = 0x1.0p-53;
        long first = TTL - EarlyExpiry.mostEarly(run);
        assertThat(EarlyExpiry.isDue(first - 1, TTL, run, smallest)).isFalse();
        assertThat(EarlyExpiry.isDue(first + 1, TTL, run, smallest)).isTrue();
    }

    /**
     * A stampede without single flight: 1,000 callers, each at moments of its own, of a run of 200 ms. Somebody begins a run early enough that
     * its result is there before the end, else callers run at the end.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName(
            "10.1: of 1,000 callers that do not know of each other, less than 1 % of the periods have one that runs at the end")
    void stampedeIsPrevented(long seed) {
        Random random = new Random(seed);
        int callers = 1_000;
        int periods = 2_000;
        long runMillis = 200;
        double callsPerSecond = 1;
        int late = 0;
        for (int period = 0; period < periods; period++) {
            late += isLate(random, callers, callsPerSecond, runMillis) ? 1 : 0;
        }
        assertThat(late / (double) periods).isLessThan(0.01);
    }

    /** Returns whether no result was there at the end. */
    private static boolean isLate(Random random, int callers, double callsPerSecond, long runMillis) {
        double now = TTL - EarlyExpiry.mostEarly(runMillis * 1_000_000);
        while (true) {
            // The calls of all together are a Poisson process.
            now += -Math.log(1 - random.nextDouble()) * 1_000 / (callers * callsPerSecond);
            if (now >= TTL - runMillis) {
                return true;
            }
            if (EarlyExpiry.isDue((long) now, TTL, runMillis * 1_000_000, 1 - random.nextDouble())) {
                return false;
            }
        }
    }
}
