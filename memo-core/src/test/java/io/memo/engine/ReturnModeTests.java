package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.FunctionOptions;
import io.memo.InvalidMemoizeException;
import io.memo.Memoizer;
import io.memo.MutationPolicy;
import io.memo.ReturnMode;
import io.memo.UnhashableTypeException;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.engine.run.UnhashablePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReturnModeTests {

    private static final int THREADS = 16;

    /** Says by its own type what it returns. */
    static final class Narrow implements Function<Integer, ArrayList<Integer>> {
        @Override
        public ArrayList<Integer> apply(Integer number) {
            return new ArrayList<>(List.of(number));
        }
    }

    static final class Item {
        String name;
        final List<Date> dates = new ArrayList<>();

        Item(String name) {
            this.name = name;
        }
    }

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Item item = new Item("item " + i);
            item.dates.add(new Date(i));
            items.add(item);
        }
        return items;
    }

    private static void requireUntouched(List<?> items) {
        assertThat(items).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Item item = (Item) items.get(i);
            assertThat(item.name).isEqualTo("item " + i);
            assertThat(item.dates).containsExactly(new Date(i));
        }
    }

    @SuppressWarnings("unchecked")
    private static void changeAll(Object result) {
        List<Item> items = (List<Item>) result;
        items.forEach(item -> {
            item.name = "changed";
            item.dates.get(0).setTime(99);
            item.dates.add(new Date());
        });
        items.clear();
    }

    @Test
    @DisplayName("SPEC 5.5: COPY: the first caller owns its result, and neither the method nor the store has any of it")
    void firstCallerOwnsItsResult() {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY);
        MethodMemoizer method = fixture.method();
        List<Item> kept = items();
        Object first = fixture.call(method, 1, () -> kept);
        requireUntouched((List<?>) first);
        assertThat(first).isNotSameAs(kept);
        changeAll(first);
        requireUntouched(kept);
        Object second = fixture.call(method, 1, () -> {
            throw new AssertionError("a hit");
        });
        requireUntouched((List<?>) second);
        changeAll(kept);
        requireUntouched((List<?>) fixture.call(method, 1, () -> "a hit"));
        assertThat(method.figures().mutations()).isZero();
        assertThat(method.figures().hits()).isEqualTo(2);
    }

    @Test
    @DisplayName("SPEC 5.5: COPY: 16 threads that wait for one run and change all they get never see each other")
    void waitersOwnTheirResults() throws Exception {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY).onMutation(MutationPolicy.FAIL);
        MethodMemoizer method = fixture.method();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Set<Object> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        try {
            for (int round = 0; round < 50; round++) {
                int key = round;
                CyclicBarrier barrier = new CyclicBarrier(THREADS);
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    all.add(threads.submit(() -> {
                        barrier.await();
                        for (int again = 0; again < 4; again++) {
                            Object mine = fixture.call(method, key, ReturnModeTests::items);
                            requireUntouched((List<?>) mine);
                            assertThat(seen.add(mine)).isTrue();
                            changeAll(mine);
                        }
                        return null;
                    }));
                }
                for (Future<?> each : all) {
                    each.get(30, TimeUnit.SECONDS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("SPEC 5.5: COPY: what cannot be copied goes to its caller alone: who waited runs the method")
    void whatCannotBeCopiedGoesToOne() throws Exception {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY).onUnhashable(UnhashablePolicy.ARGUMENTS);
        MethodMemoizer method = fixture.method();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Object> first = threads.submit(() -> fixture.call(method, 1, () -> {
                running.countDown();
                go.await();
                return new Closed(runs.incrementAndGet());
            }));
            running.await();
            Future<Object> second =
                    threads.submit(() -> fixture.call(method, 1, () -> new Closed(runs.incrementAndGet())));
            await().until(() -> method.underWay() == 1);
            go.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isNotSameAs(second.get(20, TimeUnit.SECONDS));
            assertThat(runs).hasValue(2);
        } finally {
            threads.shutdownNow();
        }
        assertThat(method.figures().entries()).isZero();
        assertThat(method.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains("unstorable-result", "to be closed", "@Memoize(returns = ReturnMode.SHARED)"));
    }

    static final class Closed implements AutoCloseable {
        int number;

        Closed(int number) {
            this.number = number;
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName("SPEC 5.5, 3.6: on-unhashable=fail shows a result that cannot be frozen")
    void failShowsWhatCannotBeFrozen() {
        Fixture fixture = new Fixture().returns(ReturnMode.FROZEN).onUnhashable(UnhashablePolicy.FAIL);
        MethodMemoizer method = fixture.method();
        assertThatThrownBy(() -> fixture.call(method, 1, ReturnModeTests::items))
                .isInstanceOf(UnhashableTypeException.class)
                .hasMessageContaining("result[0] (" + Item.class.getName() + "): its fields can be set");
    }

    @Test
    @DisplayName(
            "SPEC 5.5: FROZEN: every caller gets the frozen result, the first too; a change throws where it is made, and nobody is alerted")
    void everyCallerGetsTheFrozenResult() {
        Fixture fixture = new Fixture().returns(ReturnMode.FROZEN);
        MethodMemoizer method = fixture.method();
        List<String> kept = new ArrayList<>(List.of("a"));
        List<?> first = (List<?>) fixture.call(method, 1, () -> kept);
        assertThatThrownBy(first::clear).isInstanceOf(UnsupportedOperationException.class);
        kept.add("b");
        assertThat(fixture.call(method, 1, () -> "a hit")).isSameAs(first).isEqualTo(List.of("a"));
        assertThat(method.figures().mutations()).isZero();
        assertThat(method.figures().checks().count()).isZero();
    }

    @Test
    @DisplayName("SPEC 5.5: null and immutable results are shared under COPY, too")
    void immutableResultsAreShared() {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY);
        MethodMemoizer method = fixture.method();
        List<String> list = List.of("a");
        assertThat(fixture.call(method, 1, () -> list)).isSameAs(list);
        assertThat(fixture.call(method, 1, () -> "a hit")).isSameAs(list);
        fixture.call(method, 2, () -> null);
        assertThat(fixture.call(method, 2, () -> "a hit")).isNull();
    }

    @Test
    @DisplayName("SPEC 5.5: a result that is vetoed is the caller's own all the same")
    void vetoedResultsAreOwned() {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY).conditions(new CallConditions() {
            @Override
            public boolean condition(Object target, @Nullable Object[] arguments) {
                return true;
            }

            @Override
            public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
                return true;
            }

            @Override
            public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
                return true;
            }
        });
        List<Item> kept = items();
        MethodMemoizer method = fixture.method();
        changeAll(fixture.call(method, 1, () -> kept));
        requireUntouched(kept);
        assertThat(method.figures().entries()).isZero();
    }

    private static List<?> join(Object future) {
        return (List<?>) ((CompletableFuture<?>) future).join();
    }

    @Test
    @DisplayName(
            "SPEC 5.5, 3.4: COPY: each future completes with a copy of its own, that of the run and those that waited for it")
    void futuresCompleteWithCopies() {
        Fixture fixture = new Fixture().returns(ReturnMode.COPY);
        MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        CompletableFuture<Object> source = new CompletableFuture<>();
        List<Item> kept = items();
        Object first = fixture.call(method, 1, () -> source);
        Object second = fixture.call(method, 1, () -> new CompletableFuture<>());
        source.complete(kept);
        Object third = fixture.call(method, 1, () -> new CompletableFuture<>());
        Map<Object, Object> all = new IdentityHashMap<>();
        for (Object each : List.of(first, second, third)) {
            List<?> mine = join(each);
            requireUntouched(mine);
            assertThat(all.put(mine, mine)).isNull();
            changeAll(mine);
        }
        requireUntouched(kept);
        requireUntouched(join(fixture.call(method, 1, () -> new CompletableFuture<>())));
    }

    @Test
    @DisplayName("SPEC 5.5, 3.4: FROZEN: futures complete with the frozen value")
    void futuresCompleteWithFrozenValues() {
        Fixture fixture = new Fixture().returns(ReturnMode.FROZEN);
        MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        Object first = fixture.call(method, 1, () -> CompletableFuture.completedFuture(new ArrayList<>(List.of("a"))));
        assertThatThrownBy(() -> join(first).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName(
            "SPEC 5.5: memoized functions give copies and frozen results; the builder's mode holds where a function says nothing")
    void functionsGiveCopies() {
        Memoizer memoizer = Memoizer.builder().returns(ReturnMode.COPY).build();
        Function<Integer, List<Item>> copies = memoizer.memoize(number -> items());
        changeAll(copies.apply(1));
        requireUntouched(copies.apply(1));
        Function<Integer, List<Object>> frozen = memoizer.memoize(
                FunctionOptions.named("frozen").returns(ReturnMode.FROZEN), number -> new ArrayList<>(List.of(number)));
        assertThatThrownBy(() -> frozen.apply(1).clear()).isInstanceOf(UnsupportedOperationException.class);
        Function<Integer, Object> allowed =
                memoizer.memoize(FunctionOptions.named("allowed").allowingOutputMutation(), number -> new Object());
        assertThat(allowed.apply(1)).isSameAs(allowed.apply(1));
    }

    @Test
    @DisplayName(
            "SPEC 5.5: a function whose own type is narrower than what a frozen collection is, and allowOutputMutation, are refused")
    void contradictionsAreRefused() {
        Memoizer memoizer = Memoizer.create();
        Function<Integer, ArrayList<Integer>> narrow = new Narrow();
        assertThatThrownBy(
                        () -> memoizer.memoize(FunctionOptions.named("narrow").returns(ReturnMode.FROZEN), narrow))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("returns a java.util.ArrayList, which no unmodifiable collection is");
        Fixture fixture = new Fixture().returns(ReturnMode.COPY).allowOutputMutation();
        assertThatThrownBy(fixture::method)
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("returns = COPY, but with allowOutputMutation = true");
    }
}
