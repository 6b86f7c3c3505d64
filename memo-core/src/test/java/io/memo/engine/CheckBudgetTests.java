package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Hashers;
import io.memo.MethodFigures.Checks;
import io.memo.engine.due.DueChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 5.6: what checks behind the callers may cost, and in which order they come. */
class CheckBudgetTests {

    private final Fixture fixture = new Fixture().maxEntries(10_000);
    private final ManualChecks checks = new ManualChecks(fixture.ticker);
    private final List<Integer> looked = new ArrayList<>();

    /** What takes long to look at. */
    private record Slow(int number, Duration cost, List<Integer> content) {}

    private MethodMemoizer method(int processors) {
        fixture.builder().checks(checks, processors).hashers(List.of(Hashers.of(Slow.class, slow -> {
            looked.add(slow.number);
            checks.work(slow.cost);
            return slow.content;
        })));
        return fixture.method();
    }

    private void hit(MethodMemoizer method, int number, Duration cost) {
        fixture.call(method, number, () -> new Slow(number, cost, new ArrayList<>()));
    }

    /** Stores results and uses up their first hits, and the looks that follow. */
    private void settle(MethodMemoizer method, int entries, Duration cost) {
        for (int i = 0; i < entries; i++) {
            hit(method, i, cost);
            hit(method, i, cost);
        }
        checks.advance(Duration.ofMinutes(10));
        looked.clear();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 8", "2, 300", "8, 8", "64, 8", "200, 8"})
    @DisplayName("5.6: however many hits mark however many entries, checks take at most 1 % of all processors' time")
    void onePercentAtMost(int processors, int micros) {
        MethodMemoizer method = method(processors);
        Duration cost = Duration.ofNanos(micros * 1_000L);
        settle(method, 1_000, cost);
        long workedBefore = checks.worked();
        long begin = checks.nanos();
        Random random = new Random(micros + processors);
        for (int i = 0; i < 20_000; i++) {
            hit(method, random.nextInt(1_000), cost);
            checks.advance(Duration.ofNanos(100_000));
        }
        long worked = checks.worked() - workedBefore;
        long share = (checks.nanos() - begin) * processors / 100;
        assertThat(worked).isPositive().isLessThanOrEqualTo(share + DueChecks.RUN + cost.toNanos());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    @DisplayName("5.6: a check comes within 100 times its cost, and at most a second, after the hit")
    void withinHundredTimesItsCost(int processors) {
        for (long micros : new long[] {10, 100, 1_000, 10_000}) {
            CheckBudgetTests anew = new CheckBudgetTests();
            MethodMemoizer method = anew.method(processors);
            Duration cost = Duration.ofNanos(micros * 1_000);
            anew.settle(method, 1, cost);
            for (int i = 0; i < 1_000; i++) {
                anew.hit(method, 0, cost);
                anew.checks.advance(Duration.ofMillis(1));
            }
            anew.checks.advance(Duration.ofMinutes(1));
            Checks made = method.figures().checks();
            assertThat(made.longestDelay())
                    .isLessThanOrEqualTo(cost.multipliedBy(100).plusMillis(1))
                    .isLessThanOrEqualTo(Duration.ofMillis(1_001));
        }
    }

    @Test
    @DisplayName(
            "Issue 17.1: the oldest mark first; where there are more than the budget allows all are checked, later")
    void oldestFirstAndNothingForgotten() {
        MethodMemoizer method = method(2);
        Duration cost = Duration.ofMillis(10);
        settle(method, 100, cost);
        List<Integer> order = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            hit(method, i, cost);
            hit(method, i, cost);
            order.add(i);
        }
        checks.advance(Duration.ofSeconds(2));
        assertThat(looked).hasSizeBetween(2, 10);
        checks.advance(Duration.ofMinutes(10));
        assertThat(looked.subList(0, 100))
                .as("all marks before what follows the first look")
                .isEqualTo(order);
        assertThat(looked).as("once because of the hit, once more later").hasSize(200);
        assertThat(method.figures().checks().longestDelay()).isGreaterThan(Duration.ofSeconds(40));
    }

    @Test
    @DisplayName(
            "Issue 17.1: what is counted: checks, how long they took, the longest delay between a hit and its check")
    void durationsAndDelaysAreCounted() {
        MethodMemoizer method = method(2);
        Duration cost = Duration.ofMillis(2);
        hit(method, 0, cost);
        assertThat(method.figures().checks()).isEqualTo(new Checks(0, Duration.ZERO, Duration.ZERO));
        hit(method, 0, cost);
        assertThat(method.figures().checks()).isEqualTo(new Checks(1, cost, Duration.ZERO));
        hit(method, 0, cost);
        checks.advance(Duration.ofMillis(500));
        assertThat(method.figures().checks()).isEqualTo(new Checks(2, cost.multipliedBy(2), Duration.ofMillis(1)));
        checks.advance(Duration.ofSeconds(2));
        assertThat(method.figures().checks()).isEqualTo(new Checks(3, cost.multipliedBy(3), Duration.ofMillis(1)));
    }

    @Test
    @DisplayName(
            "Issue 17.1: entries that come, are hit and go: no more marks are kept than twice the entries and some")
    void marksAreBounded() {
        fixture.maxEntries(50).sameThreadMaintenance();
        method(1);
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        Duration none = Duration.ZERO;
        int most = 0;
        for (int i = 0; i < 100_000; i++) {
            hit(method, i, none);
            hit(method, i, none);
            hit(method, i, none);
            if (i % 100 == 0) {
                // The thread gets to sweep, but to no look: time stands still.
                checks.advance(Duration.ZERO);
            }
            most = Math.max(most, engine.checksToCome());
        }
        assertThat(most).isLessThanOrEqualTo(2 * (4096 + 300));
        checks.advance(Duration.ofMinutes(1));
        assertThat(engine.checksToCome()).isZero();
    }
}
