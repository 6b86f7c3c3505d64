package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.EvictionCause;
import io.memo.Hashers;
import io.memo.Miss;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.MutationPolicy;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.CallConditions;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.caffeine.CaffeineStoreFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 8.2: every miss has its reason. */
@Timeout(60)
class MissReasonsTests {

    private record Line(String product, int price) {}

    private record Order(String customer, List<Line> lines) {}

    private record Document(String name) {}

    private final Fixture fixture = new Fixture();

    @Test
    @DisplayName("8.2: the first call")
    void firstCall() {
        MethodMemoizer method = fixture.method();
        assertThat(method.misses()).isEmpty();
        call(method, "a");
        fixture.ticker.advance(Duration.ofSeconds(5));
        call(method, "a");
        assertThat(method.misses())
                .containsExactly(
                        new Miss(fixture.ticker.now().minusSeconds(5), MissReason.of(MissCause.FIRST_CALL), List.of()));
    }

    @Test
    @DisplayName("8.2: which argument, down to the element")
    void changedArgumentIsNamed() {
        MethodMemoizer method = fixture.method();
        call(method, order("ann", 1, 2, 3, 4));
        call(method, order("ann", 1, 2, 3, 5));
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input.lines[3].price"));
        assertThat(last(method).text()).isEqualTo("input.lines[3].price changed");
        call(method, order("bob", 1, 2, 3, 6));
        assertThat(last(method))
                .isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input.customer", "input.lines[3].price"));
        call(method, order("bob", 1, 2, 3));
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input.lines"));
    }

    @Test
    @DisplayName("8.3: neither keys of maps nor more than ten places are shown")
    void keysAreValues() {
        MethodMemoizer method = fixture.method();
        call(method, Map.of("secret", 1, "other", 2));
        call(method, Map.of("secret", 3, "other", 2));
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input[*]"));
        fixture.target.setting = Map.of("secret", 1);
        call(method, Map.of("secret", 3, "other", 2));
        fixture.target.setting = Map.of("secret", 2);
        call(method, Map.of("secret", 3, "other", 2));
        assertThat(last(method)).isEqualTo(reason(MissCause.EXTERNAL_CHANGED, "this.setting[*]"));
        call(method, IntStream.range(0, 20).boxed().toList());
        call(method, IntStream.range(1, 21).boxed().toList());
        assertThat(last(method).places()).hasSize(10).startsWith("input[0]", "input[10]");
    }

    @Test
    @DisplayName("8.2: which external variable")
    void changedExternalVariableIsNamed() {
        MethodMemoizer method = fixture.method();
        call(method, "a");
        fixture.target.setting = 2;
        call(method, "a");
        assertThat(last(method)).isEqualTo(reason(MissCause.EXTERNAL_CHANGED, "this.setting"));
        assertThat(last(method).text()).isEqualTo("this.setting changed");
        fixture.target.setting = 3;
        call(method, "b");
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input", "this.setting"));
    }

    @Test
    @DisplayName("8.2: compared with the nearest recent call, not with the last")
    void nearestRecentCallIsCompared() {
        MethodMemoizer method = fixture.method();
        call(method, "a");
        fixture.target.setting = 2;
        call(method, "b");
        call(method, "a");
        // From ("b", 2) the argument differs, from ("a", 1) the setting: equally near, the later one counts.
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input"));
        fixture.target.setting = 1;
        call(method, "c");
        // ("a", 1) is nearer than ("a", 2) and ("b", 2), which are later.
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input"));
        fixture.target.setting = 3;
        call(method, "a");
        assertThat(last(method)).isEqualTo(reason(MissCause.EXTERNAL_CHANGED, "this.setting"));
    }

    @Test
    @DisplayName("8.2: what a hasher answers for an argument")
    void hasherAnswer() {
        AtomicReference<String> content = new AtomicReference<>("old");
        fixture.builder().hashers(List.of(Hashers.of(Document.class, document -> content.get())));
        MethodMemoizer method = fixture.method();
        call(method, List.of(1, new Document("a")));
        content.set("new");
        call(method, List.of(1, new Document("a")));
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input[1].hash()"));
    }

    @Test
    @DisplayName("8.2: expired, before the store has told so")
    void expiryIsKnownBeforeTheNotice() {
        fixture.ttl(Duration.ofMinutes(1)).builder().stores(new CaffeineStoreFactory(fixture.ticker, notice -> {}));
        MethodMemoizer method = fixture.method();
        call(method, "a");
        fixture.ticker.advance(Duration.ofMinutes(1));
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.EXPIRED));
    }

    @Test
    @DisplayName("8.2: expired, after the store has told so")
    void expiredAndTold() {
        MethodMemoizer method =
                fixture.ttl(Duration.ofMinutes(1)).sameThreadMaintenance().method();
        call(method, "a");
        fixture.ticker.advance(Duration.ofMinutes(1));
        // Storing makes the store look for what is old.
        call(method, "b");
        assertThat(method.figures().evictions()).containsEntry(EvictionCause.EXPIRED, 1L);
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.EXPIRED));
    }

    @Test
    @DisplayName("8.2: a store that tells late of an expired entry says nothing about the one in its place")
    void lateNotice() {
        List<Runnable> late = new ArrayList<>();
        fixture.ttl(Duration.ofMinutes(1)).builder().stores(new CaffeineStoreFactory(fixture.ticker, late::add));
        MethodMemoizer method = fixture.method();
        call(method, "a");
        fixture.ticker.advance(Duration.ofMinutes(1));
        call(method, "a");
        while (!late.isEmpty()) {
            late.remove(0).run();
        }
        assertThat(method.figures().evictions()).containsEntry(EvictionCause.EXPIRED, 1L);
        method.clear();
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CLEARED));
    }

    @Test
    @DisplayName("8.2: evicted, since there were too many entries")
    void evictionIsTold() {
        MethodMemoizer method = fixture.maxEntries(1).sameThreadMaintenance().method();
        call(method, "a");
        call(method, "b");
        // One of the two is gone; which is the store's to say.
        call(method, "a");
        call(method, "b");
        assertThat(reasons(method).get(0)).isEqualTo(MissReason.of(MissCause.EVICTED));
        assertThat(method.figures().entries()).isOne();
    }

    @Test
    @DisplayName("8.2: cleared: all, one method, one call")
    void everyClearIsTold() {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        Runnable[] ways = {
            engine::clear, () -> engine.clear("Target.compute"), () -> engine.clear("Target.compute", "a")
        };
        call(method, "a");
        for (Runnable way : ways) {
            way.run();
            call(method, "a");
            assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CLEARED));
        }
        assertThat(method.misses()).hasSize(4);
    }

    @Test
    @DisplayName("8.2: cleared is said after an earlier entry of the call expired")
    void clearedAfterExpiry() {
        MethodMemoizer method =
                fixture.ttl(Duration.ofMinutes(1)).sameThreadMaintenance().method();
        call(method, "a");
        fixture.ticker.advance(Duration.ofMinutes(2));
        call(method, "a");
        method.clear();
        call(method, "a");
        assertThat(reasons(method))
                .containsExactly(
                        MissReason.of(MissCause.CLEARED),
                        MissReason.of(MissCause.EXPIRED),
                        MissReason.of(MissCause.FIRST_CALL));
    }

    @Test
    @DisplayName("8.2, 5.1: mutated, under RECOMPUTE")
    void mutationIsTold() {
        MethodMemoizer method = fixture.onMutation(MutationPolicy.RECOMPUTE).method();
        List<Object> result = new ArrayList<>();
        fixture.call(method, "a", () -> result);
        result.add(1);
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.MUTATED));
    }

    @Test
    @DisplayName("8.2, 3.5: an external variable changed during the run")
    void changedDuringTheRun() {
        MethodMemoizer method = fixture.method();
        fixture.call(method, "a", () -> {
            fixture.target.setting = 2;
            return 1;
        });
        fixture.target.setting = 1;
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CHANGED_DURING_RUN));
    }

    @Test
    @DisplayName("8.2, 3.7: the method was cleared during the run")
    void clearedDuringTheRun() {
        MethodMemoizer method = fixture.method();
        fixture.call(method, "a", () -> {
            method.clear();
            return 1;
        });
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CHANGED_DURING_RUN));
    }

    @Test
    @DisplayName("8.2, 3.3: the run before failed")
    void failedBefore() {
        MethodMemoizer method = fixture.method();
        assertThatThrownBy(() -> fixture.call(method, "a", () -> {
                    throw new IllegalStateException("once");
                }))
                .hasMessage("once");
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.FAILED));
    }

    @Test
    @DisplayName("8.2, 3.3: the run that a call waited for failed")
    void failedMeanwhile() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = executor.submit(() -> fixture.call(method, "a", () -> {
                running.countDown();
                end.await();
                throw new IllegalStateException("both");
            }));
            running.await();
            Thread second = new Thread(() -> {
                try {
                    call(method, "a");
                } catch (IllegalStateException e) {
                    thrown.set(e);
                }
            });
            second.start();
            await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
            end.countDown();
            second.join();
            assertThatThrownBy(first::get).cause().hasMessage("both").isSameAs(thrown.get());
        } finally {
            executor.shutdownNow();
        }
        assertThat(reasons(method))
                .containsExactly(MissReason.of(MissCause.FAILED), MissReason.of(MissCause.FIRST_CALL));
    }

    @Test
    @DisplayName("8.2: vetoed by unless, or no longer valid")
    void vetoAndInvalidityAreTold() {
        Conditions conditions = new Conditions();
        MethodMemoizer method = fixture.conditions(conditions).method();
        conditions.unless = true;
        call(method, "a");
        conditions.unless = false;
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.NOT_STORED));
        conditions.validate = false;
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.INVALID));
        conditions.condition = false;
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.DIRECT));
    }

    @Test
    @DisplayName("8.2, 3.2: a call from within its own computation, and one that has no key, go by the cache")
    void directCallGoesPastTheCache() {
        MethodMemoizer method = fixture.onUnhashable(UnhashablePolicy.BYPASS).method();
        fixture.call(method, "a", () -> fixture.call(method, "a", () -> 1));
        assertThat(reasons(method))
                .containsExactly(MissReason.of(MissCause.DIRECT), MissReason.of(MissCause.FIRST_CALL));
        call(method, new Thread());
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.DIRECT));
        assertThat(method.misses()).hasSize(3);
    }

    @Test
    @DisplayName("8.2, 3.6: a result that cannot be hashed is not stored")
    void unhashableResult() {
        MethodMemoizer method = fixture.onUnhashable(UnhashablePolicy.BYPASS).method();
        fixture.call(method, "a", Thread::new);
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.NOT_STORED));
    }

    @Test
    @DisplayName("8.2, 3.6: a store that fails to store")
    void brokenStore() {
        fixture.builder().stores((spec, evicted) -> new BrokenStore());
        MethodMemoizer method = fixture.method();
        call(method, "a");
        call(method, "a");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.NOT_STORED));
    }

    @Test
    @DisplayName("8.2, 3.4: asynchronous results")
    void asynchronousCausesAreTold() {
        MethodMemoizer method = fixture.engine().add(fixture.spec("Target.compute"), AsyncResults.FUTURES);
        fixture.call(method, "a", () -> CompletableFuture.completedFuture(1));
        fixture.call(method, "b", () -> CompletableFuture.failedFuture(new IllegalStateException()));
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input"));
        CompletableFuture<Object> source = new CompletableFuture<>();
        fixture.call(method, "b", () -> source);
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.FAILED));
        fixture.call(method, "b", () -> "not run");
        fixture.target.setting = 2;
        source.complete(1);
        fixture.target.setting = 1;
        fixture.call(method, "b", () -> CompletableFuture.completedFuture(1));
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CHANGED_DURING_RUN));
        method.clear();
        fixture.call(method, "a", () -> CompletableFuture.completedFuture(1));
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CLEARED));
    }

    @Test
    @DisplayName("8.2: explain says the same without being a miss")
    void explainTellsWithoutMissing() {
        MethodMemoizer method = fixture.method();
        assertThat(method.explain(new Object[] {"a"}).reason()).contains("not called yet");
        call(method, "a");
        assertThat(method.explain(new Object[] {"b"}).reason())
                .isEqualTo("No result is stored under the key of this call: input changed.");
        fixture.target.setting = 2;
        assertThat(method.explain(new Object[] {"a"}).reason())
                .isEqualTo("No result is stored under the key of this call: this.setting changed.");
        fixture.target.setting = 1;
        assertThat(method.explain(new Object[] {"a"}).hit()).isTrue();
        method.clear();
        assertThat(method.explain(new Object[] {"a"}).reason())
                .isEqualTo("No result is stored under the key of this call: cleared.");
        assertThat(method.misses()).hasSize(1);
        assertThat(method.figures().misses()).isOne();
    }

    @Test
    @DisplayName("8.2: 20 misses are kept, newest first, and a call that is too long ago is compared as a new one")
    void twentyMissesAreKept() {
        MethodMemoizer method = fixture.maxEntries(10_000).method();
        for (int i = 0; i < 2_000; i++) {
            call(method, i);
            fixture.ticker.advance(Duration.ofSeconds(1));
        }
        assertThat(method.misses()).hasSize(20).extracting(Miss::at).isSortedAccordingTo(Comparator.reverseOrder());
        method.clear();
        call(method, 1_999);
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CLEARED));
        call(method, 0);
        assertThat(last(method)).isEqualTo(reason(MissCause.ARGUMENT_CHANGED, "input"));
    }

    @Test
    @DisplayName("8.3: no value is held on to when its entry is gone")
    void letsGo() {
        MethodMemoizer method = fixture.sameThreadMaintenance().method();
        WeakReference<String> argument = callWithOwnText(method);
        method.clear();
        await().until(() -> {
            System.gc();
            return argument.get() == null;
        });
        call(method, "a text");
        assertThat(last(method)).isEqualTo(MissReason.of(MissCause.CLEARED));
    }

    private WeakReference<String> callWithOwnText(MethodMemoizer method) {
        String text = String.join(" ", "a", "text");
        call(method, text);
        return new WeakReference<>(text);
    }

    @Test
    @DisplayName("3.6: what cannot be looked into costs the reason, not the call")
    void failureToLook() {
        AtomicInteger asked = new AtomicInteger();
        fixture.builder().hashers(List.of(Hashers.of(Document.class, document -> {
            // First for the key, then for its parts, then whether the key still holds.
            if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException();
            }
            return document.name();
        })));
        MethodMemoizer method = fixture.method();
        assertThat(call(method, new Document("a"))).isEqualTo("result");
        assertThat(call(method, new Document("a"))).isEqualTo("result");
        assertThat(method.figures().misses()).isOne();
        assertThat(reasons(method)).containsExactly(MissReason.of(MissCause.FIRST_CALL));
    }

    private Object call(MethodMemoizer method, @Nullable Object argument) {
        return fixture.call(method, argument, () -> "result");
    }

    private static Order order(String customer, int... prices) {
        List<Line> lines = new ArrayList<>();
        for (int price : prices) {
            lines.add(new Line("tea", price));
        }
        return new Order(customer, lines);
    }

    private static MissReason last(MethodMemoizer method) {
        return method.misses().get(0).reason();
    }

    private static List<MissReason> reasons(MethodMemoizer method) {
        return method.misses().stream().map(Miss::reason).toList();
    }

    private static MissReason reason(MissCause cause, String... places) {
        return new MissReason(cause, List.of(places));
    }

    private static final class Conditions implements CallConditions {
        private boolean condition = true;
        private boolean unless;
        private boolean validate = true;

        @Override
        public boolean condition(Object target, @Nullable Object[] arguments) {
            return condition;
        }

        @Override
        public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
            return unless;
        }

        @Override
        public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
            return validate;
        }
    }

    private static final class BrokenStore implements EntryStore {

        @Override
        public @Nullable Entry get(Key key) {
            return null;
        }

        @Override
        public void put(Key key, Entry entry) {
            throw new IllegalStateException("full");
        }

        @Override
        public boolean remove(Key key) {
            return false;
        }

        @Override
        public boolean remove(Key key, Entry entry) {
            return false;
        }

        @Override
        public List<Key> removeIf(Predicate<? super Key> unwanted) {
            return List.of();
        }

        @Override
        public long clear() {
            return 0;
        }

        @Override
        public long size() {
            return 0;
        }
    }
}
