package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hashers;
import io.memo.engine.cost.HitCosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HitCostsTests {

    private static final Duration MILLI = Duration.ofMillis(1);

    private record Query(int number) {}

    private record Slow() {}

    private final Fixture fixture = new Fixture();
    private Duration hashing = Duration.ofMillis(10);
    private int checking;

    @BeforeEach
    void takeTimeToHash() {
        fixture.builder()
                .hashers(List.of(
                        Hashers.of(Query.class, query -> {
                            fixture.ticker.advance(hashing);
                            return query.number();
                        }),
                        Hashers.of(Slow.class, slow -> {
                            checking++;
                            fixture.ticker.advance(Duration.ofMillis(100));
                            return 0;
                        })));
    }

    @DisplayName(
            "Issue 17.6: a hit that costs more than a run is shown, counts in the time saved, and is told once with remedies")
    @Test
    void hitsDearerThanRunsAreTold() {
        MethodMemoizer method = fixture.method();

        calls(method, 1 + HitCosts.WARM);

        assertThat(method.figures().hitCost()).isEqualTo(Duration.ofMillis(10));
        assertThat(method.figures().timeSaved()).isEqualTo(Duration.ofMillis(HitCosts.WARM * (1 - 10)));
        assertThat(method.warnings())
                .singleElement()
                .asString()
                .startsWith("dear-hits: a hit costs about 10.0 ms, a run 1.0 ms")
                .contains("Hasher", "@MemoIgnore", "condition", "no @Memoize");
        calls(method, 10_000);
        assertThat(method.warnings()).hasSize(1);
        assertThat(method.figures().hitCost()).isEqualTo(Duration.ofMillis(10));
    }

    @DisplayName("Issue 17.6: where hits cost less than runs the time saved is net, and nothing is told")
    @Test
    void cheapHitsAreNotTold() {
        hashing = Duration.ofNanos(20_000);
        MethodMemoizer method = fixture.method();

        calls(method, 1_001);

        assertThat(method.figures().hitCost()).isEqualTo(Duration.ofNanos(20_000));
        assertThat(method.figures().timeSaved()).isEqualTo(Duration.ofNanos(1_000 * 980_000L));
        assertThat(method.warnings()).isEmpty();
    }

    @DisplayName("Issue 17.6: a loss of some microseconds is not worth a word, nor are a few long pauses")
    @Test
    void littleLossAndPausesAreNotTold() {
        hashing = Duration.ofNanos(5_000);
        MethodMemoizer method = fixture.method();

        call(method, Duration.ofNanos(1_000));
        for (int i = 0; i < 30_000; i++) {
            hashing = i % 10 == 0 ? Duration.ofSeconds(1) : Duration.ofNanos(5_000);
            call(method, Duration.ofNanos(1_000));
        }

        assertThat(method.warnings()).isEmpty();
        assertThat(method.figures().timeSaved()).isNegative();
    }

    @DisplayName("Issue 17.6: the first hits load classes, and do not count")
    @Test
    void firstHitsDoNotCount() {
        MethodMemoizer method = fixture.method();

        calls(method, 1 + HitCosts.COLD);

        assertThat(method.figures().hitCost()).isZero();
        assertThat(method.figures().timeSaved()).isEqualTo(Duration.ofMillis(HitCosts.COLD));
    }

    @DisplayName("Issue 17.6: one hit in 64 asks the clock, and stands for as many")
    @Test
    void fewHitsAskTheClock() {
        hashing = Duration.ZERO;
        MethodMemoizer method = fixture.method();
        calls(method, 100);
        long before = fixture.ticker.asked();

        calls(method, 64_000);

        long timed = (fixture.ticker.asked() - before) / 2;
        assertThat(timed).isBetween(800L, 1_200L);
        assertThat(method.figures().timedHits().count()).isBetween(48_000L, 80_000L);
    }

    @DisplayName("Issue 17.6: what the first hit of an entry takes to check its result is no part of what hits cost")
    @Test
    void firstChecksDoNotCount() {
        hashing = Duration.ZERO;
        MethodMemoizer method = fixture.method();

        for (int i = 0; i < 100; i++) {
            Query query = new Query(i / 2);
            fixture.call(method, query, () -> {
                fixture.ticker.advance(MILLI);
                return new ArrayList<>(List.of(new Slow()));
            });
        }

        assertThat(checking).isGreaterThanOrEqualTo(100);
        assertThat(method.figures().hitCost()).isZero();
        assertThat(method.warnings()).isEmpty();
    }

    private void calls(MethodMemoizer method, int count) {
        for (int i = 0; i < count; i++) {
            call(method, MILLI);
        }
    }

    private void call(MethodMemoizer method, Duration run) {
        fixture.call(method, new Query(1), () -> {
            fixture.ticker.advance(run);
            return "result";
        });
    }
}
