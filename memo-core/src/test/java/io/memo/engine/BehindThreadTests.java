package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.store.Ticker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 5.6 with the thread that users get. */
@Timeout(120)
class BehindThreadTests {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final Fixture fixture = new Fixture();
    private final MemoEngine engine =
            fixture.builder().ticker(Ticker.SYSTEM).maxNodes(1_000_000).build();
    private final MethodMemoizer method = engine.add(fixture.spec("Target.compute"));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        engine.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static List<Integer> large() {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            list.add(i);
        }
        return list;
    }

    @SuppressWarnings("unchecked")
    private List<Integer> call(Object argument) {
        return (List<Integer>) fixture.call(method, argument, BehindThreadTests::large);
    }

    @Test
    @DisplayName("5.6: nobody asks again and the alert still comes, by one daemon thread, which a closed engine ends")
    void alertComesByItself() {
        for (int i = 0; i < 4; i++) {
            call("a");
        }
        call("a").set(3, -1);
        await().until(() -> method.figures().mutations() == 1);
        Thread thread = Objects.requireNonNull(newThread());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        for (int i = 0; i < 50; i++) {
            call(i);
            call(i);
            call(i);
        }
        assertThat(newThread()).as("the one of the engine").isSameAs(thread);
        engine.close();
        await().until(() -> !thread.isAlive());
    }

    @Test
    @DisplayName("5.6: where no result has to be looked at behind its callers there is no thread for it")
    void noThreadWithoutNeed() {
        for (int i = 0; i < 10; i++) {
            fixture.call(method, "small", () -> new ArrayList<>(List.of(1)));
            fixture.call(method, "fixed", () -> List.of(1, 2, 3));
        }
        assertThat(newThread()).isNull();
    }

    @Test
    @DisplayName("5.4: two threads change a result while it is checked: no exception; once it rests the alert is there")
    void changedWhileItIsChecked() throws Exception {
        List<Integer> stored = call("a");
        call("a");
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(threads.submit(() -> {
                while (!stop.get()) {
                    synchronized (this) {
                        stored.add(1);
                    }
                    Thread.onSpinWait();
                    synchronized (this) {
                        stored.remove(stored.size() - 1);
                    }
                }
            }));
        }
        long checked = method.figures().checks().count();
        await().pollInSameThread().until(() -> {
            assertThat(call("a")).isSameAs(stored);
            return method.figures().checks().count() > checked + 20;
        });
        stop.set(true);
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(stored).hasSize(100);
        stored.set(3, -1);
        long alerts = method.figures().mutations();
        call("a");
        await().until(() -> method.figures().mutations() > alerts);
        assertThat(method.figures().errors())
                .allSatisfy((part, count) -> assertThat(count).isZero());
    }

    @Test
    @DisplayName("Issue 17.1: a mark keeps no result alive whose entry is gone")
    void marksKeepNothingAlive() {
        Fixture other = new Fixture().sameThreadMaintenance();
        ManualChecks never = new ManualChecks(other.ticker);
        other.builder().checks(never, 2);
        MemoEngine marked = other.engine();
        WeakReference<Object> value = new WeakReference<>(marked(other, marked.add(other.spec("Target.compute"))));
        assertThat(marked.checksToCome()).isEqualTo(2);
        marked.clear();
        await().pollInSameThread().until(() -> {
            System.gc();
            return value.get() == null;
        });
        never.advance(Duration.ofMinutes(1));
        assertThat(marked.checksToCome()).isZero();
    }

    private static Object marked(Fixture fixture, MethodMemoizer method) {
        for (int i = 0; i < 3; i++) {
            fixture.call(method, "a", BehindThreadTests::large);
        }
        return fixture.call(method, "a", BehindThreadTests::large);
    }

    private @Nullable Thread newThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("memo-checks") && !before.contains(thread))
                .findFirst()
                .orElse(null);
    }
}
