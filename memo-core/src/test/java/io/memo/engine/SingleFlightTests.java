package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.engine.call.Invocation;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.StoreFactory;
import io.memo.store.caffeine.CaffeineStoreFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SingleFlightTests {

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("3.1, N01: fifty threads, one key, one run, the same object")
    void oneRunForAll() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Callable<Object> call = () -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            return new ArrayList<>(List.of(runs.incrementAndGet()));
        });
        List<Future<Object>> calls = new ArrayList<>();
        calls.add(threads.submit(call));
        running.await();
        IntStream.range(0, 49).forEach(i -> calls.add(threads.submit(call)));
        finish.countDown();

        Object first = calls.get(0).get();
        for (Future<Object> other : calls) {
            assertThat(other.get()).isSameAs(first);
        }
        assertThat(runs).hasValue(1);
        assertThat(method.figures().hits()).isEqualTo(49);
        assertThat(method.figures().misses()).isOne();
    }

    @Test
    @DisplayName("N02: other keys do not wait")
    void otherKeysRunBeside() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch bothRunning = new CountDownLatch(2);
        Invocation body = () -> {
            bothRunning.countDown();
            bothRunning.await();
            return "done";
        };
        Future<Object> one = threads.submit(() -> fixture.call(method, 1, body));
        Future<Object> two = threads.submit(() -> fixture.call(method, 2, body));
        assertThat(one.get()).isEqualTo(two.get()).isEqualTo("done");
    }

    @Test
    @DisplayName("3.3: those who wait get the same exception")
    void failureIsShared() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        IllegalStateException thrown = new IllegalStateException("computed");
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Object> owner = threads.submit(() -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            throw thrown;
        }));
        running.await();
        Future<Object> waiting = threads.submit(() -> {
            waiter.set(Thread.currentThread());
            return fixture.call(method, "a", () -> "not run");
        });
        awaitParked(waiter);
        finish.countDown();

        assertThat(failureOf(owner)).isSameAs(thrown);
        assertThat(failureOf(waiting)).isSameAs(thrown);
        assertThat(fixture.call(method, "a", () -> "runs again")).isEqualTo("runs again");
    }

    @Test
    @DisplayName("3.2: the thread that computes a key and asks for it again runs the method directly")
    void reentryRunsDirectly() {
        MethodMemoizer method = fixture.method();
        Object result = fixture.call(method, "a", () -> "outer " + fixture.call(method, "a", () -> "inner"));
        assertThat(result).isEqualTo("outer inner");
        assertThat(fixture.call(method, "a", () -> "not run")).isEqualTo("outer inner");
    }

    @Test
    @DisplayName("3.2: a circle of threads is seen before the last one waits")
    void circleDoesNotDeadlock() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch bothOwn = new CountDownLatch(2);
        Future<Object> one = threads.submit(() -> fixture.call(method, "a", () -> {
            bothOwn.countDown();
            bothOwn.await();
            return "a" + fixture.call(method, "b", () -> "direct b");
        }));
        Future<Object> two = threads.submit(() -> fixture.call(method, "b", () -> {
            bothOwn.countDown();
            bothOwn.await();
            return "b" + fixture.call(method, "a", () -> "direct a");
        }));
        List<Object> results = List.of(one.get(), two.get());
        assertThat(results)
                .as("one of the two computes directly, the other gets what the first computed")
                .isIn(List.of("adirect b", "badirect b"), List.of("abdirect a", "bdirect a"));
    }

    @Test
    @DisplayName("3.2: an interrupted waiter keeps its flag and runs the method itself")
    void interruptedWaiter() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Object> owner = threads.submit(() -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            return "owner";
        }));
        running.await();
        Future<Object> waiting = threads.submit(() -> {
            waiter.set(Thread.currentThread());
            return fixture.call(
                    method, "a", () -> "interrupted: " + Thread.currentThread().isInterrupted());
        });
        awaitParked(waiter);
        waiter.get().interrupt();
        assertThat(waiting.get()).isEqualTo("interrupted: true");
        finish.countDown();
        assertThat(owner.get()).isEqualTo("owner");
    }

    @Test
    @DisplayName("3.2: wait-timeout bounds the wait")
    void waiterRunsItselfAfterTheTimeout() throws Exception {
        MethodMemoizer method = fixture.waitTimeout(Duration.ofMillis(1)).method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<Object> owner = threads.submit(() -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            return "owner";
        }));
        running.await();
        assertThat(fixture.call(method, "a", () -> "self")).isEqualTo("self");
        finish.countDown();
        assertThat(owner.get()).isEqualTo("owner");
    }

    @Test
    @DisplayName("3.7: who comes after a clear does not join the computation from before it")
    void clearStartsAfresh() throws Exception {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<Object> before = threads.submit(() -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            return "before";
        }));
        running.await();
        engine.clear();
        assertThat(fixture.call(method, "a", () -> "after")).isEqualTo("after");
        finish.countDown();
        assertThat(before.get()).isEqualTo("before");
        assertThat(fixture.call(method, "a", () -> "not run")).isEqualTo("after");
    }

    @Test
    @DisplayName("N03: clear from many threads during calls")
    void clearingWhileCalling() throws Exception {
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int key = i % 5;
            all.add(threads.submit(() -> engine.clear()));
            all.add(threads.submit(() -> fixture.call(method, key, () -> key)));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    @Test
    @DisplayName("3.7: a clear waits for a result that is just being stored, and takes it out")
    void clearAndStoreExcludeEachOther() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        AtomicReference<Thread> clearer = new AtomicReference<>();
        AtomicBoolean cleared = new AtomicBoolean();
        AtomicBoolean clearedMeanwhile = new AtomicBoolean();
        StoreFactory real = new CaffeineStoreFactory(fixture.ticker, Runnable::run);
        fixture.builder()
                .stores((spec, evicted) -> new SlowStore(real.create(spec, evicted), () -> {
                    if (storing.getCount() == 0) {
                        return;
                    }
                    storing.countDown();
                    await().until(() -> cleared.get() || isParked(clearer.get()));
                    clearedMeanwhile.set(cleared.get());
                }));
        MemoEngine engine = fixture.engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        Future<Object> before = threads.submit(() -> fixture.call(method, "a", () -> "before"));
        storing.await();
        Future<Object> after = threads.submit(() -> {
            clearer.set(Thread.currentThread());
            engine.clear();
            cleared.set(true);
            return fixture.call(method, "a", () -> "after");
        });
        assertThat(before.get()).isEqualTo("before");
        assertThat(after.get()).isEqualTo("after");
        assertThat(clearedMeanwhile).isFalse();
        assertThat(fixture.call(method, "a", () -> "not run")).isEqualTo("after");
    }

    /** Puts after something else. */
    private record SlowStore(EntryStore store, Runnable beforePut) implements EntryStore {

        @Override
        public Entry get(Key key) {
            return store.get(key);
        }

        @Override
        public void put(Key key, Entry entry) {
            beforePut.run();
            store.put(key, entry);
        }

        @Override
        public boolean remove(Key key) {
            return store.remove(key);
        }

        @Override
        public boolean remove(Key key, Entry entry) {
            return store.remove(key, entry);
        }

        @Override
        public List<Key> removeIf(Predicate<? super Key> unwanted) {
            return store.removeIf(unwanted);
        }

        @Override
        public long clear() {
            return store.clear();
        }

        @Override
        public long size() {
            return store.size();
        }
    }

    static void awaitParked(AtomicReference<Thread> thread) {
        await().until(() -> isParked(thread.get()));
    }

    private static boolean isParked(@Nullable Thread thread) {
        return thread != null
                && (thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
    }

    private static Throwable failureOf(Future<?> call) throws InterruptedException {
        try {
            call.get();
            throw new AssertionError("No failure");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
