package io.memo.engine;

import static io.memo.engine.Freshnesses.refreshAfter;
import static io.memo.engine.Freshnesses.refreshAndStale;
import static io.memo.engine.Freshnesses.refreshEarly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.memo.KeyDimension;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.engine.call.Invocation;
import io.memo.engine.refresh.RefreshPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 10.1: an old result is returned at once and computed anew behind the caller. */
@Timeout(60)
class RefreshTests {

    private static final Duration AGE = Duration.ofMinutes(8);
    private static final Duration TTL = Duration.ofMinutes(10);
    private static final ThreadLocal<@Nullable Object> TENANT = new ThreadLocal<>();

    private final AtomicInteger runs = new AtomicInteger();
    private final HeldTasks behind = new HeldTasks();
    private final Fixture fixture = new Fixture().ttl(TTL).freshness(refreshAfter(AGE));

    private MethodMemoizer method() {
        fixture.builder().refreshPool(behind.pool(10));
        return fixture.method();
    }

    private Object call(MethodMemoizer method) {
        return fixture.call(method, "key", runs::incrementAndGet);
    }

    private static long refreshed(MethodMemoizer method, RefreshOutcome outcome) {
        return method.figures().refreshes().get(outcome);
    }

    @Test
    @DisplayName("10.1: an older result is given at once, one run behind it for all who ask, then the new one is given")
    void oldResultIsGivenAndComputedAnew() {
        MethodMemoizer method = method();
        assertThat(call(method)).isEqualTo(1);
        fixture.ticker.advance(AGE.minusMillis(1));
        assertThat(call(method)).isEqualTo(1);
        assertThat(behind.waiting()).isZero();
        fixture.ticker.advance(Duration.ofMillis(1));
        for (int i = 0; i < 5; i++) {
            assertThat(call(method)).isEqualTo(1);
        }
        assertThat(behind.waiting()).isOne();
        assertThat(method.figures().stale().get(StaleReason.REFRESHING)).isEqualTo(5);
        behind.run();
        assertThat(call(method)).isEqualTo(2);
        assertThat(refreshed(method, RefreshOutcome.REFRESHED)).isOne();
        assertThat(method.figures().misses()).isOne();
        assertThat(method.figures().hits()).isEqualTo(7);
    }

    @Test
    @DisplayName("10.1: the time of the new result counts from its run")
    void newResultHasItsOwnTime() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        call(method);
        behind.run();
        fixture.ticker.advance(AGE.minusMillis(1));
        assertThat(call(method)).isEqualTo(2);
        assertThat(behind.waiting()).isZero();
        fixture.ticker.advance(Duration.ofMillis(1));
        assertThat(call(method)).isEqualTo(2);
        assertThat(behind.run()).isOne();
        assertThat(call(method)).isEqualTo(3);
    }

    @Test
    @DisplayName("10.1: nobody asks, nothing is computed")
    void nothingIsComputedWithoutACall() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(TTL);
        assertThat(behind.waiting()).isZero();
        assertThat(call(method)).isEqualTo(2);
    }

    @Test
    @DisplayName("10.1: a run that fails keeps the old result to its ttl, and is not tried at every call")
    void failureKeepsTheOldResult() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        Invocation failing = () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("source down");
        };
        assertThat(fixture.call(method, "key", failing)).isEqualTo(1);
        behind.run();
        assertThat(fixture.call(method, "key", failing)).isEqualTo(1);
        assertThat(behind.waiting()).isZero();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isOne();
        fixture.ticker.advance(AGE.dividedBy(10).minusSeconds(1));
        assertThat(fixture.call(method, "key", failing)).isEqualTo(1);
        assertThat(behind.waiting()).isZero();
        fixture.ticker.advance(Duration.ofSeconds(1));
        assertThat(fixture.call(method, "key", failing)).isEqualTo(1);
        assertThat(behind.run()).isOne();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isEqualTo(2);
        fixture.ticker.advance(TTL);
        assertThatThrownBy(() -> fixture.call(method, "key", failing)).hasMessage("source down");
        assertThat(runs).hasValue(4);
    }

    @Test
    @DisplayName("10.1: null is a result")
    void nullIsAResult() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> null);
        behind.run();
        assertThat(fixture.call(method, "key", () -> "never")).isNull();
        assertThat(refreshed(method, RefreshOutcome.REFRESHED)).isOne();
    }

    @Test
    @DisplayName("10.1: arguments that changed before the run, or during it, discard it")
    void changedArgumentsAreDiscarded() {
        MethodMemoizer method = method();
        List<Object> argument = new ArrayList<>(List.of("a"));
        List<Object> equal = new ArrayList<>(List.of("a"));
        fixture.call(method, argument, runs::incrementAndGet);
        fixture.ticker.advance(AGE);
        fixture.call(method, argument, runs::incrementAndGet);
        argument.add("b");
        behind.run();
        assertThat(runs).hasValue(1);
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isOne();
        fixture.ticker.advance(Duration.ofMinutes(1));
        fixture.call(method, equal, () -> {
            equal.add("c");
            return "of other arguments";
        });
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isEqualTo(2);
        assertThat(fixture.call(method, List.of("a"), runs::incrementAndGet)).isEqualTo(1);
    }

    @Test
    @DisplayName("10.1: external variables that changed meanwhile discard it")
    void changedExternalVariableIsDiscarded() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        call(method);
        fixture.target.setting = 2;
        behind.run();
        assertThat(runs).hasValue(1);
        fixture.target.setting = 1;
        assertThat(call(method)).isEqualTo(1);
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isOne();
    }

    @Test
    @DisplayName("10.1: a clear before the run, or during it, leaves nothing of it")
    void clearedResultDoesNotComeBack() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        call(method);
        method.clear();
        behind.run();
        assertThat(runs).hasValue(1);
        assertThat(call(method)).isEqualTo(2);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> {
            method.clear();
            return "from before the clear";
        });
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isEqualTo(2);
        assertThat(call(method)).isEqualTo(3);
    }

    @Test
    @DisplayName("10.1: a run that takes longer than the ttl is waited for by who needs the result then")
    void longRunIsJoined() throws Exception {
        RefreshPool pool = RefreshPool.ofThreads(1, 1);
        fixture.builder().refreshPool(pool);
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        call(method);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> {
            running.countDown();
            go.await();
            return "new";
        });
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        fixture.ticker.advance(TTL);
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> call(method));
        await().until(() -> method.figures().entries() >= 0 && runs.get() == 1);
        go.countDown();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("new");
        assertThat(runs).hasValue(1);
        pool.close();
    }

    @Test
    @DisplayName("10.1: what the pool refuses is counted, and runs in the caller's time when the ttl is over")
    void refusedRefreshIsCounted() {
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        behind.refuse(true);
        assertThat(call(method)).isEqualTo(1);
        assertThat(call(method)).isEqualTo(1);
        assertThat(refreshed(method, RefreshOutcome.REJECTED)).isOne();
        fixture.ticker.advance(TTL);
        assertThat(call(method)).isEqualTo(2);
        behind.refuse(false);
        fixture.ticker.advance(AGE);
        call(method);
        behind.run();
        assertThat(call(method)).isEqualTo(3);
    }

    @Test
    @DisplayName("10.1: the pool is bounded over all keys")
    void poolIsBounded() {
        MethodMemoizer method = method();
        for (int key = 0; key < 30; key++) {
            fixture.call(method, key, () -> "old");
        }
        fixture.ticker.advance(AGE);
        for (int key = 0; key < 30; key++) {
            assertThat(fixture.call(method, key, () -> "new")).isEqualTo("old");
        }
        assertThat(behind.waiting()).isEqualTo(10);
        assertThat(refreshed(method, RefreshOutcome.REJECTED)).isEqualTo(20);
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.REFRESHED)).isEqualTo(10);
    }

    @Test
    @DisplayName("10.1: when the application ends nothing is waited for, and what did not run is counted")
    void closingCancels() {
        fixture.builder().refreshPool(behind.pool(10));
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        call(method);
        fixture.ticker.advance(AGE);
        call(method);
        engine.close();
        assertThat(behind.isEnded()).isTrue();
        assertThat(refreshed(method, RefreshOutcome.CANCELLED)).isOne();
        assertThat(call(method)).isEqualTo(1);
        fixture.ticker.advance(TTL);
        assertThat(call(method)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "10.1: the run is within what the caller had; where it is not, it is discarded and nothing is mixed up")
    void runsInTheCallersContext() {
        fixture.varyBy(KeyDimension.of("tenant", TENANT::get));
        fixture.builder().callerContext(task -> {
            Object tenant = TENANT.get();
            return () -> {
                TENANT.set(tenant);
                try {
                    task.run();
                } finally {
                    TENANT.remove();
                }
            };
        });
        MethodMemoizer method = method();
        TENANT.set("a");
        fixture.call(method, "key", TENANT::get);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> TENANT.get() + " anew");
        TENANT.remove();
        behind.run();
        TENANT.set("a");
        assertThat(fixture.call(method, "key", () -> "never")).isEqualTo("a anew");
        TENANT.remove();
    }

    @Test
    @DisplayName(
            "10.1, 11.1: without the caller's context a dimension that is another one discards the run, and that is told once")
    void otherDimensionIsDiscarded() {
        fixture.varyBy(KeyDimension.of("tenant", TENANT::get));
        MethodMemoizer method = method();
        TENANT.set("a");
        fixture.call(method, "key", TENANT::get);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> TENANT.get() + " anew");
        TENANT.set("b");
        List<ILoggingEvent> told = EngineLog.during(behind::run);
        TENANT.set("a");
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isOne();
        assertThat(told)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains(method.name(), "[tenant]", "ThreadLocalAccessor")
                .doesNotContain("\"");
        fixture.ticker.advance(Duration.ofMinutes(1));
        assertThat(fixture.call(method, "key", () -> TENANT.get() + " anew")).isEqualTo("a");
        TENANT.set("b");
        assertThat(EngineLog.during(behind::run)).isEmpty();
        TENANT.remove();
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isEqualTo(2);
    }

    @Test
    @DisplayName("10.1: validate decides before an old result is given")
    void validateGatesOldResults() {
        fixture.conditions(new EvenNumbers());
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        assertThat(call(method)).isEqualTo(2);
        assertThat(behind.waiting()).isZero();
    }

    @Test
    @DisplayName("10.1: a result that unless keeps out leaves the old one in its place")
    void vetoedResultLeavesTheOldOne() {
        fixture.conditions(new EvenNumbers());
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> 2);
        fixture.ticker.advance(AGE);
        fixture.call(method, "key", () -> "not to be stored");
        behind.run();
        assertThat(fixture.call(method, "key", () -> "never")).isEqualTo(2);
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isOne();
    }

    @Test
    @DisplayName("10.1: while a call computes the key, a refresh leaves it to that")
    void oneRunAtATime() throws Exception {
        fixture.freshness(refreshAndStale(AGE, Duration.ofHours(1)));
        MethodMemoizer method = method();
        call(method);
        fixture.ticker.advance(AGE);
        call(method);
        fixture.ticker.advance(TTL);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Object> computing = CompletableFuture.supplyAsync(() -> fixture.call(method, "key", () -> {
            running.countDown();
            go.await();
            return runs.incrementAndGet();
        }));
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        behind.run();
        assertThat(runs).hasValue(1);
        go.countDown();
        assertThat(computing.get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(method.figures().refreshes().values()).allMatch(count -> count == 0);
    }

    @Test
    @DisplayName("10.1: auto begins no run long before the end, and surely one right before it")
    void earlyRunIsDrawn() {
        fixture.freshness(refreshEarly());
        fixture.builder().random(() -> 0.5);
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> {
            fixture.ticker.advance(Duration.ofSeconds(10));
            return runs.incrementAndGet();
        });
        // A draw of one half is due ln 2 runs before the end.
        fixture.ticker.advance(TTL.minusSeconds(7));
        call(method);
        assertThat(behind.waiting()).isZero();
        fixture.ticker.advance(Duration.ofMillis(100));
        assertThat(call(method)).isEqualTo(1);
        assertThat(behind.run()).isOne();
        assertThat(call(method)).isEqualTo(2);
    }
}
