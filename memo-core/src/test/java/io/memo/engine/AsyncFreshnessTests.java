package io.memo.engine;

import static io.memo.engine.Freshnesses.failureTtl;
import static io.memo.engine.Freshnesses.refreshAfter;
import static io.memo.engine.Freshnesses.refreshAndStale;
import static io.memo.engine.Freshnesses.staleIfError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.call.Freshness;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 10.1 to 10.3 where no thread waits for results. */
@Timeout(60)
class AsyncFreshnessTests {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration AGE = Duration.ofMinutes(8);

    private final AtomicInteger runs = new AtomicInteger();
    private final HeldTasks behind = new HeldTasks();
    private final Fixture fixture = new Fixture().ttl(TTL);

    private MethodMemoizer method(Freshness freshness, AsyncResults results) {
        fixture.freshness(freshness).builder().refreshPool(behind.pool(10));
        return fixture.engine().add(fixture.spec("Target.compute"), results);
    }

    private MethodMemoizer method(Freshness freshness) {
        return method(freshness, AsyncResults.FUTURES);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> call(MethodMemoizer method, Invocation body) {
        return (CompletableFuture<Object>) fixture.call(method, "key", body);
    }

    private static long refreshed(MethodMemoizer method, RefreshOutcome outcome) {
        return method.figures().refreshes().get(outcome);
    }

    @Test
    @DisplayName("10.1: an old value is there at once, one run behind it, then the new one is given")
    void oldValueIsGivenAndComputedAnew() {
        MethodMemoizer method = method(refreshAfter(AGE));
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        CompletableFuture<Object> source = new CompletableFuture<>();
        for (int i = 0; i < 3; i++) {
            assertThat(call(method, () -> {
                                runs.incrementAndGet();
                                return source;
                            })
                            .join())
                    .isEqualTo("old");
        }
        behind.run();
        assertThat(runs).hasValue(1);
        assertThat(call(method, () -> source).join()).isEqualTo("old");
        source.complete("new");
        assertThat(call(method, () -> source).join()).isEqualTo("new");
        assertThat(refreshed(method, RefreshOutcome.REFRESHED)).isOne();
        assertThat(method.figures().misses()).isOne();
    }

    @Test
    @DisplayName("10.1: a refresh that fails, before or after the method returned, keeps the old value")
    void failureKeepsTheOldValue() {
        MethodMemoizer method = method(refreshAfter(AGE));
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        call(method, () -> {
            throw new IllegalStateException("at once");
        });
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isOne();
        fixture.ticker.advance(Duration.ofMinutes(1));
        call(method, () -> CompletableFuture.failedFuture(new IllegalStateException("later")));
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isEqualTo(2);
        assertThat(call(method, () -> CompletableFuture.completedFuture("new")).join())
                .isEqualTo("old");
    }

    @Test
    @DisplayName("10.1: arguments that changed during the run discard it")
    void changedArgumentsAreDiscarded() {
        MethodMemoizer method = method(refreshAfter(AGE));
        List<Object> argument = new ArrayList<>(List.of("a"));
        fixture.call(method, argument, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        CompletableFuture<Object> source = new CompletableFuture<>();
        fixture.call(method, argument, () -> source);
        behind.run();
        argument.add("b");
        source.complete("of other arguments");
        assertThat(refreshed(method, RefreshOutcome.DISCARDED)).isOne();
        CompletableFuture<?> again =
                (CompletableFuture<?>) fixture.call(method, List.of("a"), () -> new CompletableFuture<>());
        assertThat(again.join()).isEqualTo("old");
    }

    @Test
    @DisplayName("10.1: when the application ends what runs is cancelled")
    void closingCancels() {
        fixture.freshness(refreshAfter(AGE)).builder().refreshPool(behind.pool(10));
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        CompletableFuture<Object> source = new CompletableFuture<>();
        call(method, () -> source);
        behind.run();
        engine.close();
        assertThat(source).isCancelled();
        assertThat(refreshed(method, RefreshOutcome.CANCELLED)).isOne();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isZero();
    }

    @Test
    @DisplayName(
            "10.2: an old value answers for a future that fails and for a method that throws; who waited gets it too")
    void staleValueAnswers() {
        MethodMemoizer method = method(staleIfError(Duration.ofHours(1)));
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(TTL);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> owner = call(method, () -> source);
        CompletableFuture<Object> waiter = call(method, () -> source);
        source.completeExceptionally(new IllegalStateException("down"));
        assertThat(owner.join()).isEqualTo("old");
        assertThat(waiter.join()).isEqualTo("old");
        assertThat(call(method, () -> {
                            throw new IllegalStateException("down");
                        })
                        .join())
                .isEqualTo("old");
        assertThat(method.figures().stale().get(StaleReason.ERROR)).isEqualTo(3);
        assertThat(call(method, () -> CompletableFuture.completedFuture("new")).join())
                .isEqualTo("new");
    }

    @Test
    @DisplayName(
            "10.2: an old value answers for a refresh that fails, too, for who came to wait for it when its time was over")
    void staleValueAnswersForARefresh() {
        MethodMemoizer method = method(refreshAndStale(AGE, Duration.ofHours(1)));
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        CompletableFuture<Object> source = new CompletableFuture<>();
        call(method, () -> source);
        behind.run();
        fixture.ticker.advance(TTL.minus(AGE));
        CompletableFuture<Object> waiter = call(method, () -> source);
        assertThat(waiter).isNotDone();
        source.completeExceptionally(new IllegalStateException("down"));
        assertThat(waiter.join()).isEqualTo("old");
        assertThat(method.figures().stale().get(StaleReason.ERROR)).isOne();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isOne();
    }

    @Test
    @DisplayName(
            "10.1, 10.3: what a refresh failed with is not kept: nobody is given it when the time of the old value is over")
    void failureOfARefreshIsNotKept() {
        MethodMemoizer method =
                method(new Freshness(false, new Freshness.Refresh.After(AGE), null, null, Duration.ofHours(1), 0));
        call(method, () -> CompletableFuture.completedFuture("old"));
        fixture.ticker.advance(AGE);
        call(method, () -> CompletableFuture.failedFuture(new IllegalStateException("down")));
        behind.run();
        assertThat(refreshed(method, RefreshOutcome.FAILED)).isOne();
        fixture.ticker.advance(TTL.minus(AGE));
        assertThat(call(method, () -> CompletableFuture.completedFuture("new")).join())
                .isEqualTo("new");
    }

    @Test
    @DisplayName("10.3: an exception is kept as of other methods")
    void exceptionIsKept() {
        MethodMemoizer method = method(failureTtl(Duration.ofSeconds(5)));
        IllegalStateException failure = new IllegalStateException("down");
        assertThatThrownBy(() -> call(method, () -> CompletableFuture.failedFuture(failure))
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        assertThatThrownBy(() -> call(method, () -> CompletableFuture.completedFuture("value"))
                        .join())
                .hasCause(failure);
        fixture.ticker.advance(Duration.ofSeconds(5));
        assertThat(call(method, () -> CompletableFuture.completedFuture("value"))
                        .join())
                .isEqualTo("value");
    }

    @Test
    @DisplayName(
            "10.1, 10.2: elements: computed anew to the last one, though nobody follows; old ones for a publisher that fails before its first")
    void elementsAreRefreshedAndStale() {
        Freshness both = refreshAndStale(AGE, Duration.ofHours(1));
        MethodMemoizer method = method(both, ElementsHeard.RESULTS);
        assertThat(elements(method, List.of("a", "b"))).isEqualTo(List.of("a", "b"));
        fixture.ticker.advance(AGE);
        assertThat(elements(method, List.of("c", "d", "e"))).isEqualTo(List.of("a", "b"));
        behind.run();
        assertThat(elements(method, List.of())).isEqualTo(List.of("c", "d", "e"));
        fixture.ticker.advance(TTL);
        ElementsHeard failing =
                (ElementsHeard) fixture.call(method, "key", () -> (Flow.Publisher<Object>) subscriber -> {
                    subscriber.onSubscribe(new ElementsHeard.Ignored());
                    subscriber.onError(new IllegalStateException("down"));
                });
        assertThat(failing.elements()).isEqualTo(List.of("c", "d", "e"));
        assertThat(method.figures().stale().get(StaleReason.ERROR)).isOne();
    }

    private List<Object> elements(MethodMemoizer method, List<Object> source) {
        ElementsHeard heard = (ElementsHeard) fixture.call(method, "key", () -> (Flow.Publisher<Object>) subscriber -> {
            try (SubmissionPublisher<Object> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
                publisher.subscribe(subscriber);
                source.forEach(publisher::submit);
            }
        });
        return heard.elements();
    }
}
