package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.ComputationOutcome;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SPEC 3.4: when the last caller cancels, the source is cancelled, its flight ends, the next call starts anew. */
@Timeout(60)
class AsyncCancellationTests {

    private final Fixture fixture = new Fixture().waitTimeout(Duration.ofHours(1));
    private final MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);

    static Stream<Named<Consumer<CompletableFuture<Object>>>> waysToLeave() {
        return Stream.of(
                Named.of("cancel", future -> future.cancel(true)),
                Named.of("complete", future -> future.complete("by the caller")),
                Named.of("fail", future -> future.completeExceptionally(new TimeoutException())),
                Named.of("obtrude nothing, but time out", future -> {
                    future.orTimeout(1, TimeUnit.MILLISECONDS);
                    await().until(future::isDone);
                }));
    }

    @ParameterizedTest
    @MethodSource("waysToLeave")
    @DisplayName("SPEC 3.4: a caller that waits no more, for whatever reason, cancels the source if it was the last")
    void lastCallerCancelsTheSource(Consumer<CompletableFuture<Object>> leave) {
        CompletableFuture<Object> hung = new CompletableFuture<>();
        CompletableFuture<Object> caller = call("a", () -> hung);
        leave.accept(caller);

        await().until(hung::isCancelled);
        assertThat(method.underWay()).isZero();
        assertThat(count(ComputationOutcome.FAILED)).isOne();
        assertThat(call("a", () -> CompletableFuture.completedFuture("anew"))).isCompletedWithValue("anew");
        assertThat(call("a", () -> CompletableFuture.completedFuture("not run")))
                .isCompletedWithValue("anew");
    }

    @Test
    @DisplayName("SPEC 3.4: as long as one of several callers waits, the source runs on, whoever else cancels")
    void oneOfSeveralDisturbsNobody() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        List<CompletableFuture<Object>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            callers.add(call("a", () -> source));
        }
        // The one that started it is among those who leave.
        for (int leaves : new int[] {0, 3, 1}) {
            callers.get(leaves).cancel(true);
        }
        assertThat(source).isNotDone();
        assertThat(method.underWay()).isOne();

        source.complete("done");
        assertThat(callers.get(2)).isCompletedWithValue("done");
        assertThat(call("a", () -> CompletableFuture.completedFuture("not run")))
                .isCompletedWithValue("done");
    }

    @Test
    @DisplayName(
            "Issue 12.7: a hung run that everybody has left does not hold its key, not even if it cannot be cancelled")
    void hungRunHoldsNothing() {
        CompletableFuture<Object> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        call("a", () -> stubborn).cancel(true);
        assertThat(call("a", () -> CompletableFuture.completedFuture("anew"))).isCompletedWithValue("anew");

        stubborn.complete("too late");
        assertThat(call("a", () -> CompletableFuture.completedFuture("not run")))
                .isCompletedWithValue("anew");
        assertThat(count(ComputationOutcome.FAILED)).isOne();
        assertThat(count(ComputationOutcome.STORED)).isOne();
    }

    @Test
    @DisplayName("SPEC 3.4: a stage that is no future cannot be cancelled, and its flight ends all the same")
    void stageWithoutCancel() {
        CompletableFuture<Object> behind = new CompletableFuture<>();
        call("a", () -> behind.minimalCompletionStage()).cancel(true);
        assertThat(behind).isNotDone();
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName("SPEC 3.4: a cancelled caller of a run of its own cancels that run")
    void directRunIsCancelled() {
        method.setEnabled(false);
        CompletableFuture<Object> source = new CompletableFuture<>();
        call("a", () -> source).cancel(true);
        assertThat(source).isCancelled();
    }

    @Test
    @DisplayName("SPEC 3.2, 3.4: who waited too long has left the flight for a run of its own")
    void whoRunsAloneHasLeft() {
        Fixture impatient = new Fixture().waitTimeout(Duration.ofMillis(10));
        MethodMemoizer other = impatient.engine().add(impatient.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> hung = new CompletableFuture<>();
        CompletableFuture<Object> own = new CompletableFuture<>();
        CompletableFuture<Object> owner = call(impatient, other, "a", () -> hung);
        CountDownLatch alone = new CountDownLatch(1);
        CompletableFuture<Object> joined = call(impatient, other, "a", () -> {
            alone.countDown();
            return own;
        });
        await().until(() -> alone.getCount() == 0);
        owner.cancel(true);
        await().until(hung::isCancelled);
        assertThat(joined).isNotDone();
        own.complete("own run");
        await().until(joined::isDone);
        assertThat(joined).isCompletedWithValue("own run");
        assertThat(other.underWay()).isZero();
    }

    @Test
    @DisplayName(
            "SPEC 3.7, 3.4: after a clear the last caller still cancels the source, and not that of the run that came after")
    void clearedFlight() {
        CompletableFuture<Object> before = new CompletableFuture<>();
        CompletableFuture<Object> after = new CompletableFuture<>();
        CompletableFuture<Object> first = call("a", () -> before);
        method.clear();
        CompletableFuture<Object> second = call("a", () -> after);
        first.cancel(true);
        assertThat(before).isCancelled();
        assertThat(after).isNotDone();
        assertThat(method.underWay()).isOne();
        after.complete("after");
        assertThat(second).isCompletedWithValue("after");
    }

    @Test
    @DisplayName(
            "Issue 13.13: a list that the caller changes after the call: the result is returned, and filed under neither key")
    void changedArgument() {
        List<Integer> ids = new ArrayList<>(List.of(1));
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> caller = call(ids, () -> source.thenApply(go -> "of " + ids));
        ids.add(2);
        source.complete("go");
        assertThat(caller).isCompletedWithValue("of [1, 2]");
        assertThat(count(ComputationOutcome.DISCARDED)).isOne();

        assertThat(call(List.of(1), () -> CompletableFuture.completedFuture("of [1]")))
                .isCompletedWithValue("of [1]");
        assertThat(call(List.of(1, 2), () -> CompletableFuture.completedFuture("of both")))
                .isCompletedWithValue("of both");
    }

    @Test
    @DisplayName(
            "SPEC 3.5, 1.5: who joined with a list of its own does not get what was computed of a list that changed")
    void joinedWithOwnArgument() throws Exception {
        List<Integer> ids = new ArrayList<>(List.of(1));
        for (boolean fails : new boolean[] {false, true}) {
            ids.remove((Integer) 2);
            CompletableFuture<Object> source = new CompletableFuture<>();
            CompletableFuture<Object> owner = call(ids, () -> source);
            AtomicInteger own = new AtomicInteger();
            List<CompletableFuture<Object>> joined = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                joined.add(call(List.of(1), () -> {
                    own.incrementAndGet();
                    return CompletableFuture.completedFuture("of [1]");
                }));
            }
            ids.add(2);
            if (fails) {
                source.completeExceptionally(new IllegalStateException("of [1, 2]"));
                assertThat(owner).isCompletedExceptionally();
            } else {
                source.complete("of [1, 2]");
                assertThat(owner).isCompletedWithValue("of [1, 2]");
            }
            for (CompletableFuture<Object> each : joined) {
                assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("of [1]");
            }
            assertThat(own).as("they fly together").hasValue(1);
            method.clear();
        }
    }

    @Test
    @DisplayName("SPEC 3.5: an argument that stays what it is, is stored")
    void unchangedArgument() {
        List<Integer> ids = new ArrayList<>(List.of(1));
        CompletableFuture<Object> source = new CompletableFuture<>();
        call(ids, () -> source);
        source.complete("of [1]");
        assertThat(call(List.of(1), () -> CompletableFuture.completedFuture("not run")))
                .isCompletedWithValue("of [1]");
    }

    @Test
    @DisplayName("SPEC 3.4: a source that cancels itself fails those who wait, who did not cancel")
    void sourceCancels() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> owner = call("a", () -> source);
        CompletableFuture<Object> joined = call("a", () -> source);
        source.cancel(false);
        assertThatThrownBy(owner::get).isInstanceOf(CancellationException.class);
        assertThatThrownBy(joined::get).isInstanceOf(CancellationException.class);
        assertThat(method.underWay()).isZero();
    }

    private long count(ComputationOutcome outcome) {
        return method.figures().computations().get(outcome).count();
    }

    private CompletableFuture<Object> call(Object argument, Invocation body) {
        return call(fixture, method, argument, body);
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<Object> call(
            Fixture fixture, MethodMemoizer method, Object argument, Invocation body) {
        return (CompletableFuture<Object>) fixture.call(method, argument, body);
    }
}
