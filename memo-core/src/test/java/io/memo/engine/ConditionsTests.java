package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.MethodFigures;
import io.memo.MutationPolicy;
import io.memo.engine.call.CallConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What decides about single calls, as the engine asks it. */
class ConditionsTests {

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();
    private final Conditions conditions = new Conditions();

    @Test
    @DisplayName("2: where the condition is false no key is made, nothing is looked up or stored")
    void conditionIsFalse() {
        conditions.condition = argument -> !(argument instanceof Thread) && !argument.equals("b");
        MethodMemoizer method = fixture.conditions(conditions).method();
        Thread unhashable = new Thread();
        fixture.call(method, unhashable, runs::incrementAndGet);
        fixture.call(method, unhashable, runs::incrementAndGet);
        fixture.call(method, "b", runs::incrementAndGet);
        assertThat(fixture.call(method, "b", runs::incrementAndGet)).isEqualTo(4);
        fixture.call(method, "a", runs::incrementAndGet);
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(5);

        assertThat(count(method, ComputationOutcome.DIRECT)).isEqualTo(4);
        assertThat(method.figures().misses()).isEqualTo(5);
        assertThat(method.figures().hits()).isOne();
        assertThat(method.explain(new Object[] {"a"}).hit()).isTrue();
        assertThat(method.explain(new Object[] {unhashable}).reason()).contains("condition");
    }

    @Test
    @DisplayName("2: what was stored while the condition was true is hit when it is true again")
    void conditionChanges() {
        MethodMemoizer method = fixture.conditions(conditions).method();
        fixture.call(method, "a", runs::incrementAndGet);
        conditions.condition = argument -> false;
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
        conditions.condition = argument -> true;
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
    }

    @Test
    @DisplayName("L13: only what took longer than 0.1 s is stored")
    void unlessItWasFast() {
        conditions.unless = (result, took) -> took.compareTo(Duration.ofMillis(100)) <= 0;
        MethodMemoizer method = fixture.conditions(conditions).method();
        for (int i = 0; i < 2; i++) {
            fixture.call(method, "short", () -> run(Duration.ofMillis(100)));
            fixture.call(method, "long", () -> run(Duration.ofMillis(101)));
        }
        assertThat(runs).hasValue(3);
        assertThat(count(method, ComputationOutcome.VETOED)).isEqualTo(2);
        assertThat(count(method, ComputationOutcome.STORED)).isOne();
    }

    @Test
    @DisplayName("2: unless is not asked on a hit, and a result that it vetoes is not hashed")
    void unlessComesBeforeHashing() {
        conditions.unless = (result, took) -> {
            conditions.asked.incrementAndGet();
            return result instanceof Thread;
        };
        MethodMemoizer method = fixture.conditions(conditions).method();
        assertThat(fixture.call(method, "a", Thread::new)).isInstanceOf(Thread.class);
        fixture.call(method, "a", runs::incrementAndGet);
        fixture.call(method, "a", runs::incrementAndGet);
        assertThat(runs).hasValue(1);
        assertThat(conditions.asked).hasValue(2);
    }

    @Test
    @DisplayName("2, 3.1: who waits for a run gets its result, also one that is not stored")
    void waitersShareVetoedResult() throws Exception {
        conditions.unless = (result, took) -> true;
        MethodMemoizer method = fixture.conditions(conditions).method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch joined = new CountDownLatch(1);
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> fixture.call(method, "a", () -> {
            running.countDown();
            joined.await();
            return runs.incrementAndGet();
        }));
        running.await();
        Thread second = new Thread(() -> fixture.call(method, "a", runs::incrementAndGet));
        second.start();
        org.awaitility.Awaitility.await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        joined.countDown();
        second.join();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(runs).hasValue(1);
        assertThat(method.figures().entries()).isZero();
    }

    @Test
    @DisplayName("L12: validate is asked once on each hit and never on a miss; false drops the entry")
    void validateIsAskedOnEachHit() {
        conditions.validate = result -> {
            conditions.asked.incrementAndGet();
            return !result.equals(1);
        };
        MethodMemoizer method = fixture.conditions(conditions).method();
        fixture.call(method, "a", runs::incrementAndGet);
        assertThat(conditions.asked).as("on a miss").hasValue(0);
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
        assertThat(conditions.asked).hasValue(1);
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
        assertThat(conditions.asked).hasValue(3);

        MethodFigures figures = method.figures();
        assertThat(figures.evictions().get(EvictionCause.INVALID)).isOne();
        assertThat(figures.hits()).isEqualTo(2);
        assertThat(figures.misses()).isEqualTo(2);
    }

    @Test
    @DisplayName("2, 5.1: what a mutation drops is not validated")
    void mutationComesFirst() {
        conditions.validate = result -> conditions.asked.incrementAndGet() > 0;
        MethodMemoizer method = fixture.onMutation(MutationPolicy.RECOMPUTE)
                .conditions(conditions)
                .method();
        List<Integer> first = new ArrayList<>(List.of(1));
        fixture.call(method, "a", () -> first);
        first.add(2);
        fixture.call(method, "a", () -> List.of(3));
        assertThat(conditions.asked).hasValue(0);
    }

    @Test
    @DisplayName("2: what they throw reaches the caller, and the next call is not disturbed")
    void theyThrow() {
        IllegalStateException thrown = new IllegalStateException("once");
        MethodMemoizer method = fixture.conditions(conditions).method();
        conditions.condition = argument -> {
            throw thrown;
        };
        assertThatThrownBy(() -> fixture.call(method, "a", runs::incrementAndGet))
                .isSameAs(thrown);
        assertThat(runs).hasValue(0);
        conditions.condition = argument -> true;
        conditions.unless = (result, took) -> {
            throw thrown;
        };
        assertThatThrownBy(() -> fixture.call(method, "a", runs::incrementAndGet))
                .isSameAs(thrown);
        assertThat(method.figures().entries()).isZero();
        conditions.unless = (result, took) -> false;
        fixture.call(method, "a", runs::incrementAndGet);
        conditions.validate = result -> {
            throw thrown;
        };
        assertThatThrownBy(() -> fixture.call(method, "a", runs::incrementAndGet))
                .isSameAs(thrown);
        conditions.validate = result -> true;
        assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
    }

    @Test
    @DisplayName("2: they see the arguments as the caller gave them")
    void argumentsAreKept() {
        Object[] arguments = {"a"};
        conditions.unless = (result, took) -> true;
        MethodMemoizer method = fixture.conditions(conditions).method();
        try {
            method.call(fixture.target, arguments, () -> {
                arguments[0] = "changed by another advice";
                return runs.incrementAndGet();
            });
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        assertThat(conditions.unlessSaw).isEqualTo("a");
    }

    private int run(Duration took) {
        fixture.ticker.advance(took);
        return runs.incrementAndGet();
    }

    private static long count(MethodMemoizer method, ComputationOutcome outcome) {
        MethodFigures.Runs counted = method.figures().computations().get(outcome);
        return counted == null ? 0 : counted.count();
    }

    private static final class Conditions implements CallConditions {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile Predicate<Object> condition = argument -> true;
        private volatile BiPredicate<Object, Duration> unless = (result, took) -> false;
        private volatile Predicate<Object> validate = result -> true;
        private volatile @Nullable Object unlessSaw;

        @Override
        public boolean condition(Object target, @Nullable Object[] arguments) {
            return condition.test(arguments[0]);
        }

        @Override
        public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
            unlessSaw = arguments[0];
            return unless.test(result, took);
        }

        @Override
        public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
            return validate.test(result);
        }
    }
}
