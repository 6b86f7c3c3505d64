package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ComputationOutcome;
import io.memo.MethodFigures;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SwitchTests {

    private static final String NAME = "Target.compute";

    private final Fixture fixture = new Fixture();
    private final MemoEngine engine = fixture.engine();
    private final MethodMemoizer method = engine.add(fixture.spec(NAME));
    private final AtomicInteger runs = new AtomicInteger();

    enum Which {
        ALL(MemoEngine::setEnabled),
        ONE((engine, on) -> engine.setEnabled(NAME, on));

        private final BiConsumer<MemoEngine, Boolean> set;

        Which(BiConsumer<MemoEngine, Boolean> set) {
            this.set = set;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L14: off: always runs, nothing stored; on again: the old entries are hit")
    void offAndOnAgain(Which which) {
        call("a");
        which.set.accept(engine, false);
        assertThat(method.enabled()).isFalse();
        assertThat(call("a")).isEqualTo(2);
        assertThat(call("a")).isEqualTo(3);
        assertThat(call("b")).isEqualTo(4);
        fixture.call(method, new Thread(), runs::incrementAndGet);
        assertThat(method.figures().entries()).isOne();
        assertThat(method.explain(new Object[] {"a"}).hit()).isFalse();
        assertThat(method.explain(new Object[] {"a"}).reason()).contains("switched off");

        which.set.accept(engine, true);
        assertThat(method.enabled()).isTrue();
        assertThat(call("a")).isEqualTo(1);
        assertThat(call("b")).isEqualTo(6);
        assertThat(call("b")).isEqualTo(6);
        assertThat(method.figures().hits()).isEqualTo(2);
        assertThat(method.figures().misses()).isEqualTo(6);
        assertThat(count(ComputationOutcome.DIRECT)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("L14, 3.7: switching off during a computation prevents its result from being stored")
    void offDuringTheRun(Which which) {
        fixture.call(method, "a", () -> {
            which.set.accept(engine, false);
            return runs.incrementAndGet();
        });
        which.set.accept(engine, true);
        assertThat(call("a")).isEqualTo(2);
        fixture.call(method, "b", () -> {
            which.set.accept(engine, false);
            which.set.accept(engine, true);
            return runs.incrementAndGet();
        });
        assertThat(call("b")).as("off and on again").isEqualTo(4);
        assertThat(count(ComputationOutcome.DISCARDED)).isEqualTo(2);
    }

    @Test
    @DisplayName("L14, 3.7: nor is that of a call which had just been let in")
    void offWhileTheCallIsLetIn() {
        MethodMemoizer other = engine.add(fixture.spec("Target.other"), null, new SwitchesOff(), Set.of());
        fixture.call(other, "a", runs::incrementAndGet);
        engine.setEnabled(true);
        assertThat(other.figures().entries()).isZero();
        assertThat(fixture.call(other, "a", runs::incrementAndGet)).isEqualTo(2);
    }

    @Test
    @DisplayName("L14: both switches have to be on")
    void bothSwitches() {
        engine.setEnabled(NAME, false);
        engine.setEnabled(false);
        engine.setEnabled(true);
        assertThat(engine.enabled()).isTrue();
        assertThat(method.enabled()).isFalse();
        engine.setEnabled(NAME, true);
        assertThat(method.enabled()).isTrue();
        assertThatThrownBy(() -> engine.setEnabled("Nobody", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    @DisplayName("L14: one method is switched off, the others are not")
    void oneOfTwo() {
        MethodMemoizer other = engine.add(fixture.spec("Target.other"));
        engine.setEnabled("Target.other", false);
        call("a");
        fixture.call(other, "a", runs::incrementAndGet);
        assertThat(call("a")).isEqualTo(1);
        assertThat(fixture.call(other, "a", runs::incrementAndGet)).isEqualTo(3);
    }

    @Test
    @DisplayName("L14: what is cleared while it is off is gone")
    void clearedWhileOff() {
        call("a");
        call("b");
        engine.setEnabled(false);
        engine.clear(NAME, "a");
        engine.setEnabled(true);
        assertThat(call("a")).isEqualTo(3);
        assertThat(call("b")).isEqualTo(2);
    }

    @Test
    @DisplayName("L14, 3.4: an asynchronous computation under way is not stored either")
    void pendingFutureIsNotStored() throws Throwable {
        MethodMemoizer async = engine.add(fixture.spec("Target.async"), AsyncResults.FUTURES);
        CompletableFuture<Object> pending = new CompletableFuture<>();
        CompletableFuture<Object> first = future(async, pending);
        engine.setEnabled("Target.async", false);
        pending.complete("late");
        assertThat(first).isCompletedWithValue("late");
        assertThat(future(async, CompletableFuture.completedFuture("direct"))).isCompletedWithValue("direct");
        engine.setEnabled("Target.async", true);
        assertThat(future(async, CompletableFuture.completedFuture("again"))).isCompletedWithValue("again");
        assertThat(future(async, CompletableFuture.completedFuture("hit"))).isCompletedWithValue("again");
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> future(MethodMemoizer async, CompletableFuture<?> returned) throws Throwable {
        Object[] arguments = {"a"};
        return (CompletableFuture<Object>)
                Objects.requireNonNull(async.call(fixture.target, arguments, () -> returned));
    }

    private final class SwitchesOff implements CallConditions {

        @Override
        public boolean condition(Object target, @Nullable Object[] arguments) {
            engine.setEnabled(false);
            return true;
        }

        @Override
        public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
            return false;
        }

        @Override
        public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
            return true;
        }
    }

    private Object call(String argument) {
        return fixture.call(method, argument, runs::incrementAndGet);
    }

    private long count(ComputationOutcome outcome) {
        MethodFigures.Runs counted = method.figures().computations().get(outcome);
        return counted == null ? 0 : counted.count();
    }
}
