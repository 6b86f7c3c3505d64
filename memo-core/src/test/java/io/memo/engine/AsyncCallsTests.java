package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.CachedObjectMutatedException;
import io.memo.ComputationOutcome;
import io.memo.MutationPolicy;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import io.memo.engine.observe.MemoListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 3.4: what is stored is the value that a future completes with. */
@Timeout(60)
class AsyncCallsTests {

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    @DisplayName("3.4: the completed value is stored, each caller gets a future of its own")
    void valueIsStored() {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> first = call(method, () -> CompletableFuture.completedFuture("a"));
        CompletableFuture<Object> second = call(method, () -> CompletableFuture.completedFuture("b"));
        assertThat(second.join()).isSameAs(first.join()).isEqualTo("a");
        assertThat(second).isNotSameAs(first);
        assertThat(method.figures().hits()).isOne();
    }

    @Test
    @DisplayName("N07: five callers of one key while it is computed: one run")
    void oneRunForAll() {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> source = new CompletableFuture<>();
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(call(method, () -> {
                runs.incrementAndGet();
                return source;
            }));
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        source.complete("done");
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo("done"));
        assertThat(runs).hasValue(1);
        assertThat(method.figures().hits()).isEqualTo(4);
        assertThat(method.figures().misses()).isOne();
    }

    @Test
    @DisplayName("N07, 3.3: a failure is not kept and reaches all who wait, the same exception")
    void failureIsNotStored() {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> source = new CompletableFuture<>();
        IllegalStateException failure = new IllegalStateException("failed");
        CompletableFuture<Object> owner = call(method, () -> source.thenApply(value -> value));
        CompletableFuture<Object> other = call(method, () -> source);
        source.completeExceptionally(failure);
        for (CompletableFuture<Object> each : List.of(owner, other)) {
            assertThatThrownBy(each::get).isInstanceOf(ExecutionException.class).hasCause(failure);
        }
        assertThat(call(method, () -> CompletableFuture.completedFuture("again"))
                        .join())
                .isEqualTo("again");
        assertThat(method.figures()
                        .computations()
                        .get(ComputationOutcome.FAILED)
                        .count())
                .isOne();
    }

    @Test
    @DisplayName("3.4: a caller that cancels cancels nobody else; a cancelled computation is not kept")
    void cancellingCallerCancelsNobodyElse() {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> one = call(method, () -> source);
        CompletableFuture<Object> two = call(method, () -> source);
        one.cancel(true);
        assertThat(source).isNotDone();
        source.complete("done");
        assertThat(two.join()).isEqualTo("done");

        MethodMemoizer cancelled = method(new Fixture());
        CompletableFuture<Object> cancelledSource = new CompletableFuture<>();
        CompletableFuture<Object> waiting = call(cancelled, () -> cancelledSource);
        cancelledSource.cancel(true);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
        assertThat(cancelled.figures().entries()).isZero();
    }

    @Test
    @DisplayName("3.3: what the method throws before it returns a future is thrown")
    void throwsBeforeReturning() {
        MethodMemoizer method = method(fixture);
        IllegalStateException failure = new IllegalStateException("early");
        assertThatThrownBy(() -> call(method, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(call(method, () -> CompletableFuture.completedFuture("again"))
                        .join())
                .isEqualTo("again");
    }

    @Test
    @DisplayName("3.5, 3.7: not stored if an external variable changed before the value was there, or after a clear")
    void outdatedValueIsNotStored() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> changed = call(method, () -> source);
        fixture.target.setting = 2;
        source.complete("old");
        fixture.target.setting = 1;
        assertThat(changed.join()).isEqualTo("old");

        CompletableFuture<Object> clearedSource = new CompletableFuture<>();
        CompletableFuture<Object> cleared = call(method, () -> clearedSource);
        engine.clear();
        CompletableFuture<Object> after = call(method, () -> CompletableFuture.completedFuture("after"));
        clearedSource.complete("before");
        assertThat(cleared.join()).isEqualTo("before");
        assertThat(after.join()).isEqualTo("after");
        assertThat(call(method, () -> CompletableFuture.completedFuture("not run"))
                        .join())
                .isEqualTo("after");
        assertThat(method.figures()
                        .computations()
                        .get(ComputationOutcome.DISCARDED)
                        .count())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("3.2: a method that calls itself with the same key before it returns runs directly")
    void recursiveMethodRunsDirectly() {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> result = call(
                method,
                () -> call(method, () -> CompletableFuture.completedFuture("inner"))
                        .thenApply(inner -> "outer " + inner));
        assertThat(result.join()).isEqualTo("outer inner");
    }

    @Test
    @DisplayName("3.2: after wait-timeout a waiting caller's own run answers")
    void waitTimeout() throws Exception {
        MethodMemoizer method = method(fixture.waitTimeout(Duration.ofMillis(10)));
        CompletableFuture<Object> never = new CompletableFuture<>();
        CompletableFuture<Object> owner = call(method, () -> never);
        CompletableFuture<Object> other = call(method, () -> CompletableFuture.completedFuture("own run"));
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("own run");
        assertThat(owner).isNotDone();
    }

    @Test
    @DisplayName("5.1: the value is checked on a hit; what memo refuses fails the future")
    void mutationAndRefusal() {
        MethodMemoizer method = method(fixture.onMutation(MutationPolicy.FAIL));
        List<Integer> list = new ArrayList<>(List.of(1));
        call(method, () -> CompletableFuture.completedFuture(list)).join();
        list.add(2);
        CompletableFuture<Object> hit = call(method, () -> CompletableFuture.completedFuture("not run"));
        assertThatThrownBy(hit::get).hasCauseInstanceOf(CachedObjectMutatedException.class);

        CompletableFuture<Object> unhashable =
                call(method(new Fixture()), () -> CompletableFuture.completedFuture(new Thread()));
        assertThatThrownBy(unhashable::get).hasCauseInstanceOf(UnhashableTypeException.class);
    }

    @Test
    @DisplayName("3.1: a row of computations that complete each other is longer than the stack is deep")
    void longRow() throws Exception {
        MethodMemoizer method = method(fixture);
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<?> last = source;
        for (int i = 0; i < 20_000; i++) {
            CompletableFuture<?> before = last;
            last = (CompletableFuture<?>) fixture.call(method, i, () -> before.thenApply(sum -> (Integer) sum + 1));
        }
        source.complete(0);
        assertThat(last.get(60, TimeUnit.SECONDS)).isEqualTo(20_000);
        await().until(() -> method.underWay() == 0);
    }

    @Test
    @DisplayName("3.1: an error in a listener does not leave those who wait behind")
    void errorAtTheEnd() {
        OutOfMemoryError error = new OutOfMemoryError("in a listener");
        fixture.builder().listeners(List.of(new MemoListener() {
            @Override
            public Running computationStarted(io.memo.MemoizedMethod method) {
                return (outcome, took) -> {
                    throw error;
                };
            }
        }));
        MethodMemoizer method = method(fixture);
        for (boolean fails : new boolean[] {true, false}) {
            CompletableFuture<Object> source = new CompletableFuture<>();
            CompletableFuture<Object> waiting = call(method, () -> source);
            if (fails) {
                source.completeExceptionally(new IllegalStateException("failed"));
            } else {
                source.complete("done");
            }
            assertThat(waiting).isCompletedExceptionally();
            assertThat(method.underWay()).isZero();
        }
    }

    @Test
    @DisplayName("3.2: once the engine is closed nobody waits for another's run, since nobody would be woken up")
    void nobodyJoinsAfterTheEnd() {
        MemoEngine engine = fixture.waitTimeout(Duration.ofHours(1)).engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> hung = call(method, CompletableFuture::new);
        engine.close();
        assertThat(call(method, () -> CompletableFuture.completedFuture("mine")))
                .isCompletedWithValue("mine");
        assertThat(hung).isNotDone();
    }

    @Test
    @DisplayName("3.2, SPEC 8.4: who waits for another's run when the engine is closed runs itself")
    void closingWakesWhoWaits() {
        MemoEngine engine = fixture.waitTimeout(Duration.ofHours(1)).engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> hung = call(method, CompletableFuture::new);
        CompletableFuture<Object> waiting = call(method, () -> CompletableFuture.completedFuture("mine"));
        assertThat(waiting).isNotDone();
        engine.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("mine");
        assertThat(hung).isNotDone();
    }

    @Test
    @DisplayName("1.2: a caller whose own run answers after wait-timeout is one miss, and no hit besides")
    void timedOutCallCountsOnce() throws Exception {
        MethodMemoizer method = method(fixture.waitTimeout(Duration.ofMillis(10)));
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> owner = call(method, () -> source);
        CompletableFuture<Object> other = call(method, () -> CompletableFuture.completedFuture("own run"));
        other.get(30, TimeUnit.SECONDS);
        source.complete("done");
        assertThat(owner.join()).isEqualTo("done");
        assertThat(method.figures().hits()).isZero();
        assertThat(method.figures().misses()).isEqualTo(2);
    }

    private static MethodMemoizer method(Fixture fixture) {
        return fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> call(MethodMemoizer method, Invocation body) {
        return (CompletableFuture<Object>) fixture.call(method, "a", body);
    }
}
