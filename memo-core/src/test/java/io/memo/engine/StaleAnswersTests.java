package io.memo.engine;

import static io.memo.engine.Freshnesses.refreshAndStale;
import static io.memo.engine.Freshnesses.staleIfError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.memo.EvictionCause;
import io.memo.MethodFigures.StaleReason;
import io.memo.MissCause;
import io.memo.StaleResultEvent;
import io.memo.engine.call.Invocation;
import io.memo.engine.observe.MemoListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 10.2: a result whose time is over answers for a run that throws. */
@Timeout(60)
class StaleAnswersTests {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration STALE = Duration.ofHours(1);

    private final AtomicInteger runs = new AtomicInteger();
    private final List<StaleResultEvent> events = new ArrayList<>();
    private final Fixture fixture =
            new Fixture().ttl(TTL).freshness(staleIfError(STALE)).sameThreadMaintenance();
    private final Invocation down = () -> {
        runs.incrementAndGet();
        throw new IOException("source down");
    };

    private MethodMemoizer method() {
        fixture.builder().listeners(List.of(new MemoListener() {
            @Override
            public void stale(StaleResultEvent event) {
                events.add(event);
            }
        }));
        return fixture.method();
    }

    private static long stale(MethodMemoizer method) {
        return method.figures().stale().get(StaleReason.ERROR);
    }

    @Test
    @DisplayName(
            "10.2: for its whole time no exception reaches a caller, each answer is counted and told; then the exception does")
    void staleAnswersForItsWholeTime() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "good");
        fixture.ticker.advance(TTL);
        for (int minute = 0; minute < 60; minute++) {
            assertThat(fixture.call(method, "key", down)).isEqualTo("good");
            fixture.ticker.advance(Duration.ofMinutes(1));
        }
        assertThat(stale(method)).isEqualTo(60);
        assertThat(runs).hasValue(60);
        assertThat(events).hasSize(60).allSatisfy(event -> {
            assertThat(event.name()).isEqualTo("Target.compute");
            assertThat(event.failure()).isInstanceOf(IOException.class);
        });
        assertThat(events.get(0).age()).isEqualTo(TTL);
        assertThatThrownBy(() -> fixture.call(method, "key", down)).hasRootCauseMessage("source down");
        assertThat(stale(method)).isEqualTo(60);
    }

    @Test
    @DisplayName("10.2: who waits for a run that fails gets the old result too, which is counted and told for each")
    void whoWaitsIsCounted() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "good");
        fixture.ticker.advance(TTL);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        CompletableFuture<Object> waited = new CompletableFuture<>();
        Object given = fixture.call(method, "key", () -> {
            Thread thread = new Thread(() -> waited.complete(fixture.call(method, "key", down)));
            waiter.set(thread);
            thread.start();
            SingleFlightTests.awaitParked(waiter);
            throw new IOException("source down");
        });
        assertThat(given).isEqualTo("good");
        assertThat(waited).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("good");
        assertThat(runs).hasValue(0);
        assertThat(stale(method)).isEqualTo(2);
        assertThat(events).hasSize(2);
        assertThat(method.figures().hits()).isZero();
    }

    @Test
    @DisplayName("10.2: that old results are given is in the log once a minute, without the message of the exception")
    void saysSoOnceAMinute() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "good");
        fixture.ticker.advance(TTL);
        List<ILoggingEvent> lines = EngineLog.during(() -> {
            fixture.call(method, "key", down);
            fixture.call(method, "key", down);
        });
        assertThat(lines).hasSize(1);
        fixture.ticker.advance(Duration.ofMinutes(1));
        lines.addAll(EngineLog.during(() -> fixture.call(method, "key", down)));
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getFormattedMessage())
                        .contains(method.name(), "staleIfError")
                        .doesNotContain("source down"));
    }

    @Test
    @DisplayName("10.2: when the source is back the result is fresh at once")
    void sourceIsBack() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        fixture.call(method, "key", down);
        assertThat(fixture.call(method, "key", () -> "new")).isEqualTo("new");
        assertThat(fixture.call(method, "key", down)).isEqualTo("new");
        assertThat(runs).hasValue(1);
        assertThat(stale(method)).isOne();
    }

    @Test
    @DisplayName("10.2: a result whose time is over is no hit while the source answers")
    void overIsOver() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        assertThat(fixture.call(method, "key", () -> "new")).isEqualTo("new");
        assertThat(method.figures().misses()).isEqualTo(2);
        assertThat(method.misses().get(0).reason().cause()).isEqualTo(MissCause.EXPIRED);
        assertThat(stale(method)).isZero();
    }

    @Test
    @DisplayName("10.2: null answers too")
    void nullAnswers() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> null);
        fixture.ticker.advance(TTL);
        assertThat(fixture.call(method, "key", down)).isNull();
        assertThat(stale(method)).isOne();
    }

    @Test
    @DisplayName("10.2: an error, an interrupt and a cancellation reach the caller")
    void errorsReachTheCaller() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        assertThatThrownBy(() -> fixture.call(method, "key", () -> {
                    throw new OutOfMemoryError("heap");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> fixture.call(method, "key", () -> {
                    throw new InterruptedException();
                }))
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> fixture.call(method, "key", () -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(stale(method)).isZero();
    }

    @Test
    @DisplayName("10.2: who waited for the run that throws gets the old result too")
    void waitersGetTheOldResult() throws Exception {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Object> owner = CompletableFuture.supplyAsync(() -> fixture.call(method, "key", () -> {
            running.countDown();
            go.await();
            throw new IOException("source down");
        }));
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Object> waiter = CompletableFuture.supplyAsync(() -> fixture.call(method, "key", down));
        await().until(() -> method.underWay() == 1);
        go.countDown();
        assertThat(owner.get(10, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(waiter.get(10, TimeUnit.SECONDS)).isEqualTo("old");
        assertThat(stale(method)).isBetween(1L, 2L);
    }

    @Test
    @DisplayName("10.2: a cleared result does not answer")
    void clearedResultDoesNotAnswer() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        method.clear();
        assertThatThrownBy(() -> fixture.call(method, "key", down)).hasRootCauseMessage("source down");
    }

    @Test
    @DisplayName("10.2: other external variables are another key")
    void otherStateIsAnotherKey() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL);
        fixture.target.setting = 2;
        assertThatThrownBy(() -> fixture.call(method, "key", down)).hasRootCauseMessage("source down");
    }

    @Test
    @DisplayName("10.2: what is kept for failures goes when that time is over too")
    void entryGoesInTheEnd() {
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(TTL.plus(STALE));
        fixture.call(method, "other", () -> "makes the store look");
        fixture.ticker.advance(Duration.ofSeconds(2));
        fixture.call(method, "another", () -> "makes the store look");
        assertThat(method.figures().evictions().get(EvictionCause.EXPIRED)).isOne();
    }

    @Test
    @DisplayName("10.1, 10.2: a refresh that fails, then the end of the ttl, then the source is down still")
    void refreshAndStaleTogether() {
        HeldTasks behind = new HeldTasks();
        fixture.freshness(refreshAndStale(Duration.ofMinutes(8), STALE));
        fixture.builder().refreshPool(behind.pool(1));
        MethodMemoizer method = method();
        fixture.call(method, "key", () -> "old");
        fixture.ticker.advance(Duration.ofMinutes(8));
        assertThat(fixture.call(method, "key", down)).isEqualTo("old");
        behind.run();
        fixture.ticker.advance(Duration.ofMinutes(2));
        assertThat(fixture.call(method, "key", down)).isEqualTo("old");
        assertThat(stale(method)).isOne();
        assertThat(fixture.call(method, "key", () -> "new")).isEqualTo("new");
    }
}
