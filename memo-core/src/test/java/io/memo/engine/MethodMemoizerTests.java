package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.CachedObjectMutatedException;
import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MethodFigures;
import io.memo.MutationPolicy;
import io.memo.UnhashableTypeException;
import io.memo.engine.observe.MemoListener;
import io.memo.engine.run.UnhashablePolicy;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MethodMemoizerTests {

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();

    @Nested
    class Looking {

        @Test
        @DisplayName("1.2, L01: the same key does not run again and returns the same object")
        void sameKeyHits() {
            MethodMemoizer method = fixture.method();
            Object first = fixture.call(method, "a", () -> new ArrayList<>(List.of(runs.incrementAndGet())));
            Object second = fixture.call(method, new String("a"), () -> "not run");

            assertThat(second).isSameAs(first);
            assertThat(method.figures().hits()).isOne();
            assertThat(method.figures().misses()).isOne();
        }

        @Test
        @DisplayName("3.4: null is stored like any value")
        void nullIsStored() {
            MethodMemoizer method = fixture.method();
            assertThat(fixture.call(method, null, () -> null)).isNull();
            assertThat(fixture.call(method, null, () -> "not run")).isNull();
        }

        @Test
        @DisplayName("1.2, X01: an external variable changes, and changes back")
        void externalVariableIsPartOfTheKey() {
            MethodMemoizer method = fixture.method();
            fixture.call(method, "a", runs::incrementAndGet);
            fixture.target.setting = 2;
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
            fixture.target.setting = 1;
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
        }

        @Test
        @DisplayName("6.6: a field that no reached code reads does not count")
        void unreadFieldDoesNotCount() {
            MethodMemoizer method = fixture.method();
            fixture.call(method, "a", runs::incrementAndGet);
            fixture.target.unread = new Thread();
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
        }

        @Test
        @DisplayName("1.4, L19: targets whose read fields are equal share entries")
        void equalTargetsShare() throws Throwable {
            MethodMemoizer method = fixture.method();
            fixture.call(method, "a", runs::incrementAndGet);
            Object[] arguments = {"a"};
            assertThat(method.call(new Fixture.Target(), arguments, runs::incrementAndGet))
                    .isEqualTo(1);
        }
    }

    @Nested
    class Storing {

        @Test
        @DisplayName("3.5: what changed during the run is not stored")
        void externalVariableChangedDuringTheRun() {
            MethodMemoizer method = fixture.method();
            Object result = fixture.call(method, "a", () -> {
                fixture.target.setting = 2;
                return "computed";
            });
            assertThat(result).isEqualTo("computed");
            fixture.target.setting = 1;
            assertThat(fixture.call(method, "a", () -> "again")).isEqualTo("again");
            assertThat(count(method, ComputationOutcome.DISCARDED)).isOne();
        }

        @Test
        @DisplayName("M06: the value is filed under the key taken before the run")
        void argumentChangedDuringTheRun() {
            MethodMemoizer method = fixture.method();
            List<Integer> argument = new ArrayList<>(List.of(1));
            fixture.call(method, argument, () -> argument.add(2));
            assertThat(fixture.call(method, List.of(1), () -> "not run")).isEqualTo(true);
            assertThat(fixture.call(method, List.of(1, 2), () -> "run")).isEqualTo("run");
        }

        @Test
        @DisplayName("3.7, L04: ttl counts from storing, by the ticker")
        void entryExpiresAfterItsTtl() {
            MethodMemoizer method =
                    fixture.ttl(Duration.ofSeconds(5)).sameThreadMaintenance().method();
            fixture.call(method, "a", () -> {
                fixture.ticker.advance(Duration.ofSeconds(60));
                return runs.incrementAndGet();
            });
            fixture.ticker.advance(Duration.ofSeconds(4));
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(1);
            fixture.ticker.advance(Duration.ofSeconds(1));
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(2);
            assertThat(method.figures().evictions().get(EvictionCause.EXPIRED)).isOne();
        }

        @Test
        @DisplayName("3.7: what expired is let go without waiting for the next access")
        void expiresWithoutAccess() {
            MemoEngine engine = MemoEngine.builder(fixture.fingerprints()).build();
            MethodMemoizer method =
                    engine.add(fixture.ttl(Duration.ofMillis(20)).spec("Target.compute"));
            fixture.call(method, "a", runs::incrementAndGet);
            await().until(() -> method.figures().evictions().get(EvictionCause.EXPIRED) == 1);
            assertThat(method.figures().entries()).isZero();
        }

        @Test
        @DisplayName("L02: maxEntries bounds what is kept")
        void evictsBySize() {
            MethodMemoizer method =
                    fixture.maxEntries(2).sameThreadMaintenance().method();
            for (int i = 0; i < 10; i++) {
                fixture.call(method, i, runs::incrementAndGet);
            }
            assertThat(method.figures().entries()).isEqualTo(2);
            assertThat(method.figures().evictions().get(EvictionCause.SIZE)).isEqualTo(8);
        }

        @Test
        @DisplayName("3.3, E13: an exception reaches the caller as it is, and nothing is stored")
        void exceptionIsNotStored() {
            MethodMemoizer method = fixture.method();
            IOException thrown = new IOException("once");
            Object[] arguments = {"a"};
            assertThatThrownBy(() -> method.call(fixture.target, arguments, () -> {
                        throw thrown;
                    }))
                    .isSameAs(thrown)
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            assertThat(fixture.call(method, "a", () -> "fine")).isEqualTo("fine");
            assertThat(count(method, ComputationOutcome.FAILED)).isOne();
        }

        @Test
        @DisplayName("3.7: what is cleared during the run is not stored")
        void clearedDuringTheRun() {
            MemoEngine engine = fixture.engine();
            MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
            fixture.call(method, "a", () -> {
                engine.clear();
                return runs.incrementAndGet();
            });
            fixture.call(method, "a", () -> {
                engine.clear("Target.compute", "a");
                return runs.incrementAndGet();
            });
            assertThat(fixture.call(method, "a", runs::incrementAndGet)).isEqualTo(3);
            assertThat(count(method, ComputationOutcome.DISCARDED)).isEqualTo(2);
        }

        @Test
        @DisplayName("3.6: a store that throws costs a miss")
        void brokenStore() {
            fixture.builder().stores((spec, evicted) -> new BrokenStore());
            MethodMemoizer method = fixture.method();
            assertThat(fixture.call(method, "a", () -> "one")).isEqualTo("one");
            assertThat(fixture.call(method, "a", () -> "two")).isEqualTo("two");
            assertThat(method.figures().errors().get(FailedPart.STORE)).isPositive();
        }

        @Test
        @DisplayName("3.6: a listener that throws does not break the call")
        void brokenListener() {
            fixture.builder().listeners(List.of(new MemoListener() {
                @Override
                public Running computationStarted(io.memo.MemoizedMethod method) {
                    throw new IllegalStateException("listener");
                }

                @Override
                public void methodAdded(io.memo.MemoizedMethod method) {
                    throw new AssertionError("listener");
                }
            }));
            MethodMemoizer method = fixture.method();
            assertThat(fixture.call(method, "a", () -> "one")).isEqualTo("one");
            assertThat(fixture.call(method, "a", () -> "two")).isEqualTo("one");
            assertThat(method.figures().errors().get(FailedPart.LISTENER)).isEqualTo(2);
        }
    }

    @Nested
    class Refusing {

        @Test
        @DisplayName(
                "3.6, E02: a result that cannot be hashed is refused after the run, or returned without being stored")
        void unhashableResult() {
            MethodMemoizer failing = fixture.method();
            assertThatThrownBy(() -> fixture.call(failing, "a", Thread::new))
                    .isInstanceOf(UnhashableTypeException.class)
                    .hasMessageContaining("return value")
                    .hasMessageContaining("Target.compute");

            MethodMemoizer bypassing =
                    new Fixture().onUnhashable(UnhashablePolicy.BYPASS).method();
            assertThat(fixture.call(bypassing, "a", Thread::new)).isInstanceOf(Thread.class);
            assertThat(bypassing.figures().entries()).isZero();
        }

        @Test
        @DisplayName(
                "3.6: by default a result that cannot be hashed is returned and not stored, and that is found once")
        void unhashableResultIsReturned() {
            MethodMemoizer method =
                    new Fixture().onUnhashable(UnhashablePolicy.ARGUMENTS).method();
            assertThat(fixture.call(method, "a", Thread::new)).isInstanceOf(Thread.class);
            assertThat(fixture.call(method, "a", Thread::new)).isInstanceOf(Thread.class);
            assertThat(method.figures().entries()).isZero();
            assertThat(method.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("unstorable-result: ")
                    .contains("result (java.lang.Thread)", "allowOutputMutation");
            assertThatThrownBy(() -> fixture.call(method, new Thread(), runs::incrementAndGet))
                    .isInstanceOf(UnhashableTypeException.class);
        }

        @Test
        @DisplayName("1.3, M03: allowOutputMutation looks at no result")
        void anyResultIsAllowed() {
            MethodMemoizer method = fixture.allowOutputMutation().method();
            Object thread = fixture.call(method, "a", Thread::new);
            assertThat(fixture.call(method, "a", Thread::new)).isSameAs(thread);
        }

        @Test
        @DisplayName("3.6: an unhashable argument fails before the run, or bypasses the cache")
        void unhashableArgument() {
            MethodMemoizer failing = fixture.method();
            assertThatThrownBy(() -> fixture.call(failing, new Thread(), runs::incrementAndGet))
                    .isInstanceOf(UnhashableTypeException.class);
            assertThat(runs).hasValue(0);

            MethodMemoizer bypassing =
                    new Fixture().onUnhashable(UnhashablePolicy.BYPASS).method();
            fixture.call(bypassing, new Thread(), runs::incrementAndGet);
            assertThat(runs).hasValue(1);
            assertThat(count(bypassing, ComputationOutcome.DIRECT)).isOne();
        }
    }

    @Nested
    class Mutating {

        @Test
        @DisplayName("5.1: RECOMPUTE runs again, FAIL leaves the entry")
        void recomputeRunsAndFailThrows() {
            MethodMemoizer recomputing =
                    fixture.onMutation(MutationPolicy.RECOMPUTE).method();
            List<Integer> first = listFrom(recomputing);
            first.add(9);
            assertThat(listFrom(recomputing)).isNotSameAs(first).containsExactly(1);
            assertThat(recomputing.figures().evictions().get(EvictionCause.MUTATED))
                    .isOne();

            MethodMemoizer failing =
                    new Fixture().onMutation(MutationPolicy.FAIL).method();
            List<Integer> second = listFrom(failing);
            second.add(9);
            assertThatThrownBy(() -> listFrom(failing)).isInstanceOf(CachedObjectMutatedException.class);
            assertThatThrownBy(() -> listFrom(failing)).isInstanceOf(CachedObjectMutatedException.class);
            second.remove(1);
            assertThat(listFrom(failing)).isSameAs(second);
        }

        @Test
        @DisplayName("M02: writing an equal value is no mutation")
        void equalWrite() {
            MethodMemoizer method = fixture.method();
            listFrom(method).set(0, 1);
            listFrom(method);
            assertThat(method.figures().mutations()).isZero();
        }

        @SuppressWarnings("unchecked")
        private List<Integer> listFrom(MethodMemoizer method) {
            return (List<Integer>) fixture.call(method, "a", () -> new ArrayList<>(List.of(1)));
        }
    }

    private static long count(MethodMemoizer method, ComputationOutcome outcome) {
        MethodFigures.Runs counted = method.figures().computations().get(outcome);
        return counted == null ? 0 : counted.count();
    }

    private static final class BrokenStore implements EntryStore {

        @Override
        public @Nullable Entry get(Key key) {
            throw new IllegalStateException("get");
        }

        @Override
        public void put(Key key, Entry entry) {
            throw new IllegalStateException("put");
        }

        @Override
        public boolean remove(Key key) {
            throw new IllegalStateException("remove");
        }

        @Override
        public boolean remove(Key key, Entry entry) {
            throw new IllegalStateException("remove");
        }

        @Override
        public List<Key> removeIf(Predicate<? super Key> unwanted) {
            throw new IllegalStateException("remove");
        }

        @Override
        public long clear() {
            throw new IllegalStateException("clear");
        }

        @Override
        public long size() {
            throw new IllegalStateException("size");
        }
    }
}
