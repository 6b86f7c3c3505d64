package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.MethodFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 200 threads over 1,000 keys; a minute of it with {@code -Pthorough}. Nobody waits longer than a computation takes, so a lost
 * wake-up shows as a test that does not end.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LoadTests {

    private static final int THREADS = 200;
    private static final int KEYS = 1_000;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("memo.load.seconds", 3));

    private final Fixture fixture = new Fixture().maxEntries(2 * KEYS).waitTimeout(Duration.ofDays(1));
    private final AtomicIntegerArray runs = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray versions = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray published = new AtomicIntegerArray(KEYS);
    private final AtomicLong calls = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private record Result(int key, int version) {}

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("3.1: 200 threads over 1,000 keys: one run for each key, the same object for all")
    void oneRunForEachKey() throws Exception {
        MethodMemoizer method = fixture.method();
        List<Object[]> seen = new ArrayList<>();
        CyclicBarrier begin = new CyclicBarrier(THREADS);
        List<Future<Object[]>> callers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            callers.add(threads.submit(() -> {
                begin.await();
                Object[] results = new Object[KEYS];
                for (int key = 0; key < KEYS; key++) {
                    results[key] = call(method, key);
                }
                return results;
            }));
        }
        for (Future<Object[]> caller : callers) {
            seen.add(caller.get());
        }
        for (int key = 0; key < KEYS; key++) {
            assertThat(runs.get(key)).as("runs for key %d", key).isOne();
            for (Object[] results : seen) {
                assertThat(results[key]).isSameAs(seen.get(0)[key]);
            }
        }
        assertThat(method.figures().hits()).isEqualTo((long) (THREADS - 1) * KEYS);
        assertThat(method.underWay()).isZero();
    }

    @Test
    @DisplayName(
            "3.1, 3.7: with clears and expiries in between, each result belongs to a run that was valid when it was asked for")
    void validResults() throws Exception {
        MemoEngine engine = fixture.ttl(Duration.ofSeconds(1)).engine();
        MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
        long end = System.nanoTime() + NANOS;
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int role = thread;
            all.add(threads.submit(() -> {
                while (System.nanoTime() - end < 0) {
                    if (role == 0) {
                        fixture.ticker.advance(Duration.ofMillis(400));
                        Thread.yield();
                    } else if (role < 4) {
                        publish(engine, role);
                    } else {
                        callSome(method);
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        MethodFigures figures = method.figures();
        assertThat(figures.hits() + figures.misses()).isEqualTo(calls.get());
        assertThat(figures.computations().get(ComputationOutcome.DIRECT).count())
                .as("nobody gave up waiting")
                .isZero();
        assertThat(figures.errors().values()).containsOnly(0L);
        assertThat(method.underWay()).isZero();
    }

    /** Each role writes keys of its own, so that the versions of a key are published in order. */
    private void publish(MemoEngine engine, int role) {
        int key = someKey() / 3 * 3 + role - 1;
        int version = versions.incrementAndGet(key);
        if (ThreadLocalRandom.current().nextInt(50) == 0) {
            engine.clear();
        } else {
            engine.clear("Target.compute", key);
        }
        published.set(key, version);
    }

    private void callSome(MethodMemoizer method) {
        int key = someKey();
        int atLeast = published.get(key);
        Result result = call(method, key);
        calls.incrementAndGet();
        if (result.key() != key || result.version() < atLeast) {
            throw new AssertionError(result + " for key " + key + ", published was version " + atLeast);
        }
    }

    /** One of a few every other time, so that threads meet. */
    private static int someKey() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(random.nextBoolean() ? 6 : KEYS / 3 * 3);
    }

    private Result call(MethodMemoizer method, int key) {
        return (Result) fixture.call(method, key, () -> {
            runs.incrementAndGet(key);
            int version = versions.get(key);
            Thread.yield();
            return new Result(key, version);
        });
    }
}
