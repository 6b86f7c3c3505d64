package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.CachedObjectMutatedException;
import io.memo.MutationPolicy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 5.1, 5.3, 5.4 when many threads hit at once. */
@Timeout(60)
class MutationUnderConcurrencyTests {

    private static final int CALLERS = 50;

    private final Fixture fixture = new Fixture();
    private final AtomicInteger runs = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @RepeatedTest(10)
    @DisplayName("5.1: RECOMPUTE: fifty threads hit one changed entry: one alert, one run, all get the fresh object")
    void recomputeRunsOnceForAll() throws Exception {
        MethodMemoizer method = fixture.onMutation(MutationPolicy.RECOMPUTE).method();
        List<Integer> stale = listFrom(method);
        stale.add(9);
        Map<Object, Boolean> results = new IdentityHashMap<>();
        for (Object each : allAtOnce(() -> listFrom(method))) {
            results.put(each, true);
        }
        assertThat(results).hasSize(1).doesNotContainKey(stale);
        assertThat(runs).hasValue(2);
        assertThat(method.figures().mutations()).isOne();
    }

    @RepeatedTest(10)
    @DisplayName("5.1: FAIL: each of fifty threads is told, and so is the next caller; the entry stays")
    void failTellsEveryThread() throws Exception {
        MethodMemoizer method = fixture.onMutation(MutationPolicy.FAIL).method();
        List<Integer> stored = listFrom(method);
        stored.add(9);
        assertThat(allAtOnce(() -> refused(method))).containsOnly(true);
        assertThat(refused(method)).isTrue();
        assertThat(method.figures().mutations()).as("alerts").isOne();
        assertThat(runs).hasValue(1);
        stored.remove(1);
        assertThat(listFrom(method)).isSameAs(stored);
    }

    @Test
    @DisplayName(
            "5.4: an object that another thread keeps changing lets no exception out, and once it rests as it was, no alert")
    void changedWhileItIsLookedAt() throws Exception {
        MethodMemoizer method = fixture.method();
        List<Integer> stored = listFrom(method);
        AtomicBoolean stop = new AtomicBoolean();
        Future<?> writer = threads.submit(() -> {
            while (!stop.get()) {
                for (int i = 0; i < 100; i++) {
                    stored.add(i);
                }
                while (stored.size() > 1) {
                    stored.remove(stored.size() - 1);
                }
            }
        });
        for (int i = 0; i < 2_000; i++) {
            assertThat(listFrom(method)).isSameAs(stored);
        }
        stop.set(true);
        writer.get();
        listFrom(method);
        long alerts = method.figures().mutations();
        for (int i = 0; i < 10; i++) {
            listFrom(method);
        }
        assertThat(method.figures().mutations()).isEqualTo(alerts);
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName(
            "5.4: a result that another thread still changes while it is stored is returned, whether it was kept or not")
    void changedWhileItIsStored() throws Exception {
        MethodMemoizer method = fixture.method();
        for (int round = 0; round < 200; round++) {
            List<Integer> growing = new ArrayList<>();
            CyclicBarrier begin = new CyclicBarrier(2);
            Future<?> writer = threads.submit(() -> {
                begin.await();
                for (int i = 0; i < 1_000; i++) {
                    growing.add(i);
                }
                return null;
            });
            Object result = fixture.call(method, round, () -> {
                begin.await();
                return growing;
            });
            assertThat(result).isSameAs(growing);
            writer.get();
        }
        assertThat(method.underWay()).isZero();
    }

    private boolean refused(MethodMemoizer method) {
        try {
            listFrom(method);
            return false;
        } catch (CachedObjectMutatedException e) {
            return e.event().places().equals(List.of("result"));
        }
    }

    private <T> List<T> allAtOnce(Callable<T> call) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(CALLERS);
        List<Future<T>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(threads.submit(() -> {
                begin.await();
                return call.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> each : calls) {
            results.add(each.get());
        }
        return results;
    }

    @SuppressWarnings("unchecked")
    private List<Integer> listFrom(MethodMemoizer method) {
        return (List<Integer>) fixture.call(method, "a", () -> {
            runs.incrementAndGet();
            return new ArrayList<>(List.of(1));
        });
    }
}
