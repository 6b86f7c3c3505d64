package io.memo.engine;

import static io.memo.engine.Freshnesses.byResult;
import static io.memo.engine.Freshnesses.emptyTtl;
import static io.memo.engine.Freshnesses.failureTtl;
import static io.memo.engine.Freshnesses.jitter;
import static io.memo.engine.Freshnesses.refreshAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ComputationOutcome;
import io.memo.InvalidMemoizeException;
import io.memo.MissCause;
import io.memo.engine.call.CallConditions;
import io.memo.engine.call.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** 10.3: how long a result is good is said by the result, by its being empty, by its being none, and by chance. */
@Timeout(60)
class ChosenTimesTests {

    private static final Duration TTL = Duration.ofMinutes(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final Fixture fixture = new Fixture().sameThreadMaintenance();

    private Object call(MethodMemoizer method, Object key, @Nullable Object result) {
        return fixture.call(method, key, () -> {
            runs.incrementAndGet();
            return result;
        });
    }

    /** A result is a number of minutes. */
    private static final class ByMinutes implements CallConditions {

        @Override
        public @Nullable Duration ttl(
                Object target, @Nullable Object[] arguments, @Nullable Object result, Instant now) {
            return result instanceof Integer minutes ? Duration.ofMinutes(minutes) : null;
        }
    }

    @Test
    @DisplayName("10.1: a result that takes the place of another within a second is there for all of its time")
    void soonReplacedHasItsWholeTime() {
        HeldTasks behind = new HeldTasks();
        fixture.ttl(Duration.ofSeconds(1)).freshness(refreshAfter(Duration.ofMillis(800)));
        fixture.builder().refreshPool(behind.pool(10));
        MethodMemoizer method = fixture.method();
        call(method, "key", "old");
        fixture.ticker.advance(Duration.ofMillis(900));
        call(method, "key", "new");
        behind.run();
        fixture.ticker.advance(Duration.ofMillis(999));
        assertThat(call(method, "key", "newest")).isEqualTo("new");
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("10.3: each result has the time that it says")
    void resultSaysItsTime() {
        MethodMemoizer method =
                fixture.freshness(byResult()).conditions(new ByMinutes()).method();
        call(method, "short", 1);
        call(method, "long", 5);
        fixture.ticker.advance(Duration.ofMinutes(1).minusMillis(1));
        call(method, "short", 1);
        assertThat(runs).hasValue(2);
        fixture.ticker.advance(Duration.ofMillis(1));
        call(method, "short", 3);
        assertThat(runs).hasValue(3);
        assertThat(method.misses().get(0).reason().cause()).isEqualTo(MissCause.EXPIRED);
        fixture.ticker.advance(Duration.ofMinutes(3));
        call(method, "long", 5);
        assertThat(runs).hasValue(4 - 1);
        call(method, "short", 3);
        assertThat(runs).hasValue(4);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("unstorable")
    @DisplayName("10.3: a result that says nothing, or that its time is over, is returned and not stored")
    void overAtOnceIsNotStored(@Nullable Object result) {
        MethodMemoizer method =
                fixture.freshness(byResult()).conditions(new ByMinutes()).method();
        assertThat(call(method, "key", result)).isEqualTo(result);
        call(method, "key", result);
        assertThat(runs).hasValue(2);
        assertThat(method.figures()
                        .computations()
                        .get(ComputationOutcome.VETOED)
                        .count())
                .isEqualTo(2);
    }

    static List<Object> unstorable() {
        return List.of(0, -1, "no number");
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("empties")
    @DisplayName("10.3: what is empty has a time of its own")
    void emptyHasItsOwnTime(@Nullable Object empty) {
        MethodMemoizer method = fixture.ttl(TTL)
                .freshness(emptyTtl(Duration.ofSeconds(30)))
                .allowOutputMutation()
                .method();
        call(method, "empty", empty);
        call(method, "full", List.of(1));
        fixture.ticker.advance(Duration.ofSeconds(30).minusMillis(1));
        call(method, "empty", empty);
        assertThat(runs).hasValue(2);
        fixture.ticker.advance(Duration.ofMillis(1));
        call(method, "empty", empty);
        call(method, "full", List.of(1));
        assertThat(runs).hasValue(3);
        fixture.ticker.advance(TTL);
        call(method, "full", List.of(1));
        assertThat(runs).hasValue(4);
    }

    static List<Object> empties() {
        return List.of(Optional.empty(), List.of(), Map.of(), "", new int[0], new String[0][0]);
    }

    @Test
    @DisplayName("10.3: empty results may have a time where others have none")
    void onlyEmptyExpires() {
        MethodMemoizer method =
                fixture.freshness(emptyTtl(Duration.ofSeconds(30))).method();
        call(method, "empty", null);
        call(method, "full", "full");
        fixture.ticker.advance(Duration.ofDays(10_000));
        call(method, "full", "full");
        assertThat(runs).hasValue(2);
        call(method, "empty", null);
        assertThat(runs).hasValue(3);
    }

    @Test
    @DisplayName("10.3: times are shortened by a random share, never made longer")
    void jitterShortens() {
        double[] drawn = {0, 0.5, 0.999};
        AtomicInteger next = new AtomicInteger();
        fixture.builder().random(() -> drawn[next.getAndIncrement() % drawn.length]);
        MethodMemoizer method = fixture.ttl(TTL).freshness(jitter(0.1)).method();
        for (int key = 0; key < 3; key++) {
            call(method, key, key);
        }
        fixture.ticker.advance(TTL.minusSeconds(61));
        assertThat(fresh(method)).containsExactly(0, 1, 2);
        fixture.ticker.advance(Duration.ofSeconds(2));
        assertThat(fresh(method)).containsExactly(0, 1);
        fixture.ticker.advance(Duration.ofSeconds(30));
        assertThat(fresh(method)).containsExactly(0);
        fixture.ticker.advance(Duration.ofSeconds(29));
        assertThat(fresh(method)).isEmpty();
    }

    private List<Integer> fresh(MethodMemoizer method) {
        return List.of(0, 1, 2).stream()
                .filter(key -> method.explain(new Object[] {key}).hit())
                .toList();
    }

    @Test
    @DisplayName(
            "10.3: an exception is thrown again, the same object, without a run, for as long as it says; then the method runs")
    void exceptionIsKept() {
        MethodMemoizer method =
                fixture.ttl(TTL).freshness(failureTtl(Duration.ofSeconds(5))).method();
        IllegalStateException failure = new IllegalStateException("down");
        Invocation down = () -> {
            runs.incrementAndGet();
            throw failure;
        };
        assertThatThrownBy(() -> fixture.call(method, "key", down)).isSameAs(failure);
        fixture.ticker.advance(Duration.ofSeconds(5).minusMillis(1));
        assertThatThrownBy(() -> fixture.call(method, "key", down)).isSameAs(failure);
        assertThat(runs).hasValue(1);
        assertThat(method.figures().hits()).isOne();
        assertThat(call(method, "other", "value")).isEqualTo("value");
        fixture.ticker.advance(Duration.ofMillis(1));
        assertThat(call(method, "key", "back")).isEqualTo("back");
        assertThat(call(method, "key", "never")).isEqualTo("back");
    }

    @Test
    @DisplayName("10.3: a clear lets go of exceptions; errors, and what memo throws, are not kept")
    void clearedExceptionIsGone() {
        MethodMemoizer method =
                fixture.freshness(failureTtl(Duration.ofHours(5))).method();
        Invocation down = () -> {
            throw new IllegalStateException("down");
        };
        assertThatThrownBy(() -> fixture.call(method, "one", down)).hasMessage("down");
        assertThatThrownBy(() -> fixture.call(method, "two", down)).hasMessage("down");
        method.clear(new Object[] {"one"});
        assertThat(call(method, "one", "value")).isEqualTo("value");
        assertThatThrownBy(() -> call(method, "two", "value")).hasMessage("down");
        method.clear();
        assertThat(call(method, "two", "value")).isEqualTo("value");
        Invocation broken = () -> {
            throw new StackOverflowError();
        };
        assertThatThrownBy(() -> fixture.call(method, "three", broken)).isInstanceOf(StackOverflowError.class);
        assertThat(call(method, "three", "value")).isEqualTo("value");
        InvalidMemoizeException ofAnother = new InvalidMemoizeException("no", "Change it.");
        Invocation refused = () -> {
            throw ofAnother;
        };
        assertThatThrownBy(() -> fixture.call(method, "four", refused)).isSameAs(ofAnother);
        assertThat(call(method, "four", "value")).isEqualTo("value");
    }

    @Test
    @DisplayName("10.3: no exception is kept unless it is asked for")
    void notByDefault() {
        MethodMemoizer method = fixture.method();
        Invocation down = () -> {
            throw new IllegalStateException("down");
        };
        assertThatThrownBy(() -> fixture.call(method, "key", down)).hasMessage("down");
        assertThat(call(method, "key", "value")).isEqualTo("value");
    }
}
