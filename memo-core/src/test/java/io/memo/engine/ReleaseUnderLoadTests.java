package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.MutationPolicy;
import io.memo.engine.call.AsyncResults;
import io.memo.engine.call.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issue 19: 10,000 connections under eviction, expiry, clear, mutation {@code RECOMPUTE}, refusal and close. A connection is an array of its
 * number and of what callers write to it.
 */
@Timeout(120)
class ReleaseUnderLoadTests {

    private static final int STORED = 10_000;
    private static final int MOST = 2_000_000;
    private static final int THREADS = 8;
    private static final int KEYS = 60;
    private static final Duration TTL = Duration.ofSeconds(10);

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicIntegerArray closed = new AtomicIntegerArray(MOST);
    private final AtomicInteger usedWhileClosed = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Released released = new Released();
    private final Fixture fixture =
            new Fixture().conditions(released).ttl(TTL).maxEntries(KEYS / 2).onMutation(MutationPolicy.RECOMPUTE);
    private final MemoEngine engine = fixture.engine();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("10.4: each stored connection is closed once, none that was not stored, none in use")
    void eachStoredConnectionIsClosedOnce(boolean async) throws Exception {
        released.onRelease = connection -> closed.incrementAndGet(number(connection));
        released.valid = connection -> {
            use(connection);
            return ((long[]) connection)[0] % 97 != 3;
        };
        released.unless = connection -> {
            use(connection);
            return false;
        };
        MethodMemoizer method =
                engine.add(fixture.spec("Target.compute"), async ? AsyncResults.FUTURES : null, released, Set.of());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                callers.add(threads.submit(() -> callUntilStopped(method, async, new Random(seed))));
            }
            await().atMost(90, TimeUnit.SECONDS).until(() -> stored(method) >= STORED || stop.get());
            engine.close();
            long atTheEnd = stored(method);
            assertThat(method.figures().entries()).isZero();
            int runs = opened.get();
            await().until(() -> opened.get() > runs + 100);
            stop.set(true);
            for (Future<?> caller : callers) {
                caller.get(30, TimeUnit.SECONDS);
            }
            assertThat(stored(method)).isEqualTo(atTheEnd);
            await().until(() -> sum() >= atTheEnd);
            assertThat(sum()).isEqualTo(atTheEnd);
            assertThat(twice()).isZero();
            assertThat(usedWhileClosed).hasValue(0);
            assertThat(method.figures().evictions())
                    .allSatisfy((cause, number) ->
                            assertThat(number).as(cause.tag()).isPositive())
                    .containsKeys(EvictionCause.values());
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
    }

    private static int number(Object connection) {
        return (int) ((long[]) connection)[0];
    }

    private void use(@Nullable Object connection) {
        if (connection != null && closed.get(number(connection)) != 0) {
            usedWhileClosed.incrementAndGet();
        }
    }

    private static long stored(MethodMemoizer method) {
        return method.figures().computations().get(ComputationOutcome.STORED).count();
    }

    private long sum() {
        long sum = 0;
        for (int i = 0; i < opened.get(); i++) {
            sum += closed.get(i);
        }
        return sum;
    }

    private long twice() {
        long twice = 0;
        for (int i = 0; i < opened.get(); i++) {
            twice += closed.get(i) > 1 ? 1 : 0;
        }
        return twice;
    }

    private void callUntilStopped(MethodMemoizer method, boolean async, Random random) {
        Invocation open = async ? () -> CompletableFuture.supplyAsync(this::open) : this::open;
        try {
            while (!stop.get() && opened.get() < MOST - 1_000) {
                Object returned = fixture.call(method, random.nextInt(KEYS), open);
                Object connection = async ? ((CompletableFuture<?>) returned).get(30, TimeUnit.SECONDS) : returned;
                int dice = random.nextInt(400);
                if (dice == 0) {
                    fixture.ticker.advance(TTL);
                } else if (dice == 1) {
                    method.clear();
                } else if (dice < 10) {
                    method.clear(new Object[] {random.nextInt(KEYS)});
                } else if (dice < 30) {
                    ((long[]) connection)[1]++;
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stop.set(true);
        }
    }

    private Object open() {
        Thread.yield();
        return new long[] {opened.getAndIncrement(), 0};
    }
}
