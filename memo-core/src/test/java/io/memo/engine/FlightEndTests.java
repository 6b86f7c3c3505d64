package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ComputationOutcome;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 3.1, 3.2: however a computation ends, its flight ends with it, and nobody waits for it any more. */
@Timeout(120)
class FlightEndTests {

    private final Fixture fixture = new Fixture();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @SuppressWarnings({"deprecation", "removal"})
    static Stream<Throwable> ends() {
        return Stream.of(
                new IllegalStateException("exception"),
                new InterruptedException("checked"),
                new OutOfMemoryError("error"),
                new StackOverflowError("error"),
                new ThreadDeath(),
                new Throwable("neither"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    @DisplayName("3.3: whatever is thrown reaches all who wait, and the flight is gone")
    void exceptionReachesAllWhoWait(Throwable end) throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<Throwable> owner = threads.submit(() -> thrownBy(method, () -> {
            running.countDown();
            finish.await();
            throw end;
        }));
        running.await();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Throwable> waiting = threads.submit(() -> {
            waiter.set(Thread.currentThread());
            return thrownBy(method, () -> "not run");
        });
        SingleFlightTests.awaitParked(waiter);
        finish.countDown();

        assertThat(owner.get()).isSameAs(end);
        assertThat(waiting.get()).isSameAs(end);
        assertThat(method.underWay()).isZero();
        assertThat(fixture.call(method, "a", () -> "again")).isEqualTo("again");
    }

    @Test
    @DisplayName("3.1: a recursion without end leaves no flight behind")
    void realStackOverflow() throws Exception {
        MethodMemoizer method = fixture.method();
        assertThat(threads.submit(() -> overflow(method, 0)).get()).isInstanceOf(StackOverflowError.class);
        assertThat(method.underWay()).isZero();
        assertThat(fixture.call(method, 3, () -> "fine")).isEqualTo("fine");
    }

    private Throwable overflow(MethodMemoizer method, int from) {
        try {
            descend(method, from);
            return new AssertionError("no end");
        } catch (StackOverflowError e) {
            return e;
        }
    }

    private Object descend(MethodMemoizer method, int n) {
        return fixture.call(method, n, () -> descend(method, n + 1));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    @DisplayName("3.2: in a circle of so many threads exactly one computes directly")
    void oneThreadOfCircleComputesDirectly(int size) throws Exception {
        MemoEngine engine = fixture.engine();
        List<MethodMemoizer> methods =
                List.of(engine.add(fixture.spec("Target.one")), engine.add(fixture.spec("Target.two")));
        CyclicBarrier allOwn = new CyclicBarrier(size);
        List<Future<Object>> calls = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int own = i;
            int next = (i + 1) % size;
            calls.add(threads.submit(() -> fixture.call(methods.get(own % 2), own, () -> {
                allOwn.await();
                return fixture.call(methods.get(next % 2), next, () -> "direct");
            })));
        }
        for (Future<Object> call : calls) {
            assertThat(call.get()).isEqualTo("direct");
        }
        long direct = methods.stream()
                .mapToLong(method -> count(method, ComputationOutcome.DIRECT))
                .sum();
        assertThat(direct).as("one is turned away, the others wait").isOne();
        assertThat(methods).allSatisfy(method -> assertThat(method.underWay()).isZero());
    }

    static Stream<Integer> sizes() {
        return Stream.of(3, 4, 20);
    }

    @Test
    @DisplayName("3.2: a circle through a future, which nobody can see, ends by wait-timeout")
    void circleThroughFuture() throws Exception {
        MemoEngine engine = fixture.waitTimeout(Duration.ofMillis(50)).engine();
        MethodMemoizer later = engine.add(fixture.spec("Target.later"), AsyncResults.FUTURES);
        MethodMemoizer now = engine.add(fixture.spec("Target.now"));
        CyclicBarrier bothOwn = new CyclicBarrier(2);
        Future<Object> one = threads.submit(() -> fixture.call(later, 1, () -> {
            bothOwn.await();
            return CompletableFuture.completedFuture(fixture.call(now, 1, () -> "direct now"));
        }));
        Future<Object> two = threads.submit(() -> fixture.call(now, 1, () -> {
            bothOwn.await();
            CompletableFuture<?> asked = (CompletableFuture<?>)
                    fixture.call(later, 1, () -> CompletableFuture.completedFuture("direct later"));
            return asked.get();
        }));
        assertThat(((CompletableFuture<?>) one.get()).get()).isIn("direct now", "direct later");
        assertThat(two.get()).isIn("direct now", "direct later");
        assertThat(later.underWay() + now.underWay()).isZero();
    }

    @Test
    @DisplayName("3.2: who comes interrupted runs the method itself and keeps the flag")
    void interruptedBeforehand() throws Exception {
        MethodMemoizer method = fixture.method();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<Object> owner = threads.submit(() -> fixture.call(method, "a", () -> {
            running.countDown();
            finish.await();
            return "owner";
        }));
        running.await();
        Future<Object> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            Object result = fixture.call(method, "a", () -> "self");
            return result + " " + Thread.interrupted();
        });
        assertThat(interrupted.get()).isEqualTo("self true");
        finish.countDown();
        assertThat(owner.get()).isEqualTo("owner");
    }

    @Test
    @DisplayName("3.1: workers that wait do not starve the computation of its own pool")
    void poolIsNotStarved() throws Exception {
        MethodMemoizer method = fixture.waitTimeout(Duration.ofHours(1)).method();
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            CountDownLatch running = new CountDownLatch(1);
            AtomicReference<Thread> waiter = new AtomicReference<>();
            Future<Object> owner = threads.submit(() -> fixture.call(method, "a", () -> {
                running.countDown();
                SingleFlightTests.awaitParked(waiter);
                return pool.submit(() -> "from the pool").get();
            }));
            running.await();
            Future<Object> waiting = pool.submit(() -> {
                waiter.set(Thread.currentThread());
                return fixture.call(method, "a", () -> "not run");
            });
            assertThat(owner.get()).isEqualTo("from the pool");
            assertThat(waiting.get()).isEqualTo("from the pool");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "N06: what one thread has under way is no concern of another that runs the same keys the other way round")
    void noCrossTalk() throws Exception {
        MethodMemoizer method = fixture.method();
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int thread = i;
            calls.add(threads.submit(() -> {
                for (int round = 0; round < 200; round++) {
                    int n = round;
                    int low = thread % 2 == 0 ? 1 : 2;
                    Object nested = fixture.call(
                            method, List.of(n, low), () -> fixture.call(method, List.of(n, 3 - low), () -> n));
                    assertThat(nested).isEqualTo(n);
                }
            }));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        assertThat(method.underWay()).isZero();
        assertThatThrownBy(() -> fixture.call(method, "own", () -> {
                    throw new IllegalStateException("of its own");
                }))
                .hasMessage("of its own");
    }

    private Throwable thrownBy(MethodMemoizer method, Invocation body) {
        try {
            method.call(fixture.target, new Object[] {"a"}, body);
            return new AssertionError("nothing thrown");
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private static long count(MethodMemoizer method, ComputationOutcome outcome) {
        return method.figures().computations().get(outcome).count();
    }
}
