package io.memo.benchmarks.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodsTests {

    private static final Duration REFRESH = Duration.ofSeconds(10);

    @Test
    void oneRunAfterEachRefreshTimeIsOnePerPeriod() {
        Periods periods = periods(seconds(0, 10, 21, 33), seconds(5, 16, 28));

        assertThat(periods.runs().getMin()).isEqualTo(1);
        assertThat(periods.runs().getMax()).isEqualTo(1);
        assertThat(periods.runs().getCount()).isEqualTo(7);
        assertThat(periods.tooSoon()).isZero();
        assertThat(periods.lengths().getMax()).isEqualTo(Duration.ofSeconds(12).toNanos());
    }

    @Test
    void runsOfSeveralMachinesAtOnceBelongToOnePeriod() {
        Periods periods = periods(seconds(0, 0, 1, 9, 12, 13));

        assertThat(periods.runs().getMax()).isEqualTo(4);
        assertThat(periods.runs().getMin()).isEqualTo(2);
        assertThat(periods.tooSoon()).isEqualTo(4);
    }

    @Test
    void aRunThatIsLateBeginsAPeriodOfItsOwn() {
        // 9 is too soon after 0; 15 is a refresh time after 0, and so begins the next, though 6 seconds after 9.
        assertThat(periods(seconds(0, 9, 15)).runs().getCount()).isEqualTo(2);
    }

    @Test
    void periodsOutsideOfTheMeasurementDoNotCount() {
        Periods periods = Periods.of(
                List.of(seconds(0, 1, 12, 24, 25)),
                REFRESH,
                Duration.ofSeconds(5).toNanos(),
                Duration.ofSeconds(30).toNanos());

        assertThat(periods.runs().getCount()).isEqualTo(1);
        assertThat(periods.tooSoon()).isZero();
    }

    private static Periods periods(long[]... runs) {
        return Periods.of(
                Arrays.asList(runs), REFRESH, 0, Duration.ofSeconds(100).toNanos());
    }

    private static long[] seconds(int... moments) {
        return Arrays.stream(moments)
                .mapToLong(moment -> Duration.ofSeconds(moment).toNanos())
                .toArray();
    }
}
