package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four whole applications on one real Redis, and runs that leave nothing there, or callers who give up. */
@DisplayName("SPEC 7.8, issue 14.11, 14.12: nobody pays for another's trouble")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "memo.kills", matches = "\\d{2,}")
public class SharedOutcomesTests {

    private static final String FRUITLESS = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.SharedOutcomesTests;
            @org.springframework.stereotype.Service
            public class Fruitless {
                @Memoize public Object large(int key) { SharedOutcomesTests.run(); return new byte[3_000_000]; }
                @Memoize(unless = "true") public Object vetoed(int key) { SharedOutcomesTests.run(); return "vetoed"; }
                @Memoize public Object notSerializable(int key) { SharedOutcomesTests.run(); return new Fruitless(); }
                @Memoize public Object inside(int key) { SharedOutcomesTests.run(); return java.util.List.of(1, new Fruitless()); }
                @Memoize public Object thrown(int key) { SharedOutcomesTests.run(); throw new IllegalStateException("its own"); }
                @Memoize public Object error(int key) { SharedOutcomesTests.run(); throw new StackOverflowError("its own"); }
            }
            """;

    private static final int MACHINES = 4;

    private static volatile CountDownLatch begun = new CountDownLatch(0);
    private static volatile CountDownLatch end = new CountDownLatch(0);
    private static volatile CyclicBarrier others = new CyclicBarrier(1);
    private static volatile boolean first;

    @TempDir
    private static Path folder;

    private static RedisServerFixture redis;
    private static Machines machines;
    private static List<Machine> all;

    @BeforeAll
    static void start() {
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis, FRUITLESS);
        all = Stream.generate(() -> machines.start("memo.shared.lease=5m", "memo.shared.max-wait=5m"))
                .limit(MACHINES)
                .toList();
    }

    @AfterAll
    static void stop() {
        machines.close();
        redis.close();
    }

    @BeforeEach
    void reset() {
        World.reset();
    }

    /** Called by the methods. The first run takes until it is told; the others end when they all run at the same time. */
    public static void run() {
        try {
            if (first) {
                first = false;
                begun.countDown();
                end.await();
            } else {
                others.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("They run one after the other", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", "vetoed", "notSerializable", "inside", "thrown", "error"})
    @DisplayName("Issue 14.11: what cannot be shared is waited for once; then all others run at the same time")
    void unshareableResultIsAwaitedOnce(String method) throws InterruptedException {
        first = true;
        begun = new CountDownLatch(1);
        end = new CountDownLatch(1);
        others = new CyclicBarrier(MACHINES - 1);
        Callers.Running one = Callers.start(1, thread -> call(all.get(0), method));
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        Callers.Running rest = Callers.start(MACHINES - 1, thread -> call(all.get(1 + thread), method));
        await().atMost(Machines.PATIENCE)
                .until(() -> all.stream().skip(1).allMatch(machine -> asked(machine, method) > 2));
        end.countDown();
        one.join();
        rest.join();
        assertThat(others.isBroken()).isFalse();
    }

    private static long asked(Machine machine, String method) {
        return machine.application()
                .memoized("Fruitless." + method)
                .tiers()
                .get(0)
                .asked();
    }

    private static void call(Machine machine, String method) {
        try {
            machine.application().call("shop.Fruitless", method, 1);
        } catch (IllegalStateException | StackOverflowError e) {
            assertThat(e).hasMessage("its own");
        }
    }

    @Test
    @DisplayName(
            "Issue 14.12: interrupted before they ask, and while they wait for an answer or for another machine's run")
    void interruptedCallersDisturbNobody() throws InterruptedException {
        Machine machine = all.get(0);
        Callers callers = new Callers();
        for (int key = 0; key < 40; key++) {
            Thread.currentThread().interrupt();
            callers.call(machine, "text", key);
            assertThat(Thread.interrupted()).isTrue();
        }
        machine.network().delay(300);
        for (int key = 100; key < 140; key++) {
            int number = key;
            Thread caller = new Thread(() -> callers.call(machine, "text", number));
            caller.start();
            caller.interrupt();
            caller.join();
        }
        machine.network().pass();
        World.shut();
        Callers.Running holder = Callers.start(1, thread -> callers.call(all.get(1), "slow", 1));
        World.awaitComputing();
        List<Thread> waiting = Stream.generate(() -> new Thread(() -> callers.call(machine, "slow", 1)))
                .limit(10)
                .toList();
        waiting.forEach(Thread::start);
        await().until(() -> machine.shared("slow").asked() > 3);
        waiting.forEach(Thread::interrupt);
        World.open();
        for (Thread each : waiting) {
            each.join();
        }
        holder.join();
        assertThat(machine.shared("text").readsPaused()).as("the breaker").isFalse();
        assertThat(machine.got("text", Got.FAILED)).isZero();

        long stored = all.get(1).put("text", Put.STORED);
        callers.call(all.get(1), "text", 1_000);
        await().atMost(Machines.PATIENCE).until(() -> all.get(1).put("text", Put.STORED) > stored);
        long hits = machine.got("text", Got.HIT);
        callers.call(machine, "text", 1_000);
        assertThat(machine.got("text", Got.HIT)).isEqualTo(hits + 1);
        callers.assertUndisturbed("14.12 interrupted");
    }
}
