package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever becomes of the store and of the network, callers get right values, and wait for at most a deadline. */
@DisplayName("7.4: a whole application whose store is away, silent, slow, full or broken")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
@ExtendWith(OutputCaptureExtension.class)
class SharedFaultsTests {

    /** How long it hangs. */
    private static final int SECONDS = Integer.getInteger("memo.seconds", 3);

    private static final int THREADS = 50;
    private static final int CALLS = 20;

    /** After so many failures in a row the breaker opens; meanwhile those that failed first may try again. */
    private static final int FAILURES_TO_OPEN = 8;

    @TempDir
    private Path folder;

    private RedisServerFixture redis;
    private Machines machines;
    private final Callers callers = new Callers();

    @BeforeEach
    void start() {
        World.reset();
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis);
    }

    @AfterEach
    void stop() {
        machines.close();
        redis.close();
    }

    @Test
    @DisplayName("F13: absent at the start: the application starts and runs on memory; it joins when Redis appears")
    void absentAtTheStart() {
        redis.kill();
        Machine first = machines.startWithoutStore();
        for (int key = 0; key < 100; key++) {
            callers.call(first, "text", key % 50);
        }
        assertThat(first.shared("text").asked()).as("nobody waited for it").isZero();
        assertThat(first.got("text", Got.PAUSED)).isEqualTo(50);
        assertThat(Runs.of("text")).isEqualTo(50);

        redis.restart();
        first.awaitJoined();
        callers.call(first, "text", 100);
        machines.awaitEntries("Stock.text", 1);
        callers.call(machines.start(), "text", 100);
        assertThat(Runs.of("text")).isEqualTo(51);
        callers.assertUndisturbed("F13 absent at the start");
    }

    @Test
    @DisplayName("F15: silent behind the network: one deadline for each thread, then none; it recovers")
    void hangingNetworkCostsOneDeadline() throws InterruptedException {
        Machine machine = machines.start();
        silent(machine, machine.network()::hang, machine.network()::pass);
        callers.assertUndisturbed("F15 network silent for " + SECONDS + " s");
    }

    @Test
    @DisplayName("F15: Redis itself stands still")
    void standsStill() throws InterruptedException {
        Machine machine = machines.start();
        silent(machine, redis::pause, redis::resume);
        callers.assertUndisturbed("F15 Redis stopped for " + SECONDS + " s");
    }

    private void silent(Machine machine, Runnable begin, Runnable end) throws InterruptedException {
        for (int key = 0; key < 20; key++) {
            callers.call(machine, "text", -1 - key);
        }
        machines.awaitEntries("Stock.text", 20);
        long askedBefore = machine.shared("text").asked();
        begin.run();
        Callers.start(THREADS, thread -> {
                    for (int i = 0; i < CALLS; i++) {
                        callers.call(machine, "text", thread * CALLS + i);
                    }
                })
                .join();
        long asked = machine.shared("text").asked();
        assertThat(asked - askedBefore)
                .as("deadlines that were waited for")
                .isBetween(1L, THREADS + FAILURES_TO_OPEN - 1L);
        assertThat(machine.shared("text").readsPaused()).isTrue();
        long ends = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        for (int key = 10_000; System.nanoTime() < ends; key++) {
            callers.call(machine, "text", key);
        }
        assertThat(machine.shared("text").asked()).as("kept off").isEqualTo(asked);

        end.run();
        machine.awaitJoined();
        long stored = machine.put("text", Put.STORED);
        callers.call(machine, "text", 1_000_000);
        await().atMost(Machines.PATIENCE).until(() -> machine.put("text", Put.STORED) > stored);
    }

    @Test
    @DisplayName("F16: slower, but in time: used; slower than the deadline: misses, and nobody waits any more")
    void slowStoreIsUsedWithinDeadline() {
        Machine writer = machines.start();
        Machine machine = machines.start("memo.shared.deadline=1s");
        for (int key = 0; key < 40; key++) {
            callers.call(writer, "text", key);
        }
        machines.awaitEntries("Stock.text", 40);

        machine.network().delay(30);
        for (int key = 0; key < 10; key++) {
            callers.call(machine, "text", key);
        }
        assertThat(machine.got("text", Got.HIT)).isEqualTo(10);
        assertThat(Runs.of("text")).isEqualTo(40);

        machine.network().delay(700);
        for (int key = 10; key < 30; key++) {
            callers.call(machine, "text", key);
        }
        assertThat(machine.got("text", Got.FAILED))
                .as("deadlines that were waited for")
                .isBetween(1L, 16L);
        assertThat(machine.shared("text").readsPaused()).isTrue();

        machine.network().pass();
        machine.awaitJoined();
        machine.network().bytesPerSecond(100);
        for (int key = 30; key < 40 && !machine.shared("text").readsPaused(); key++) {
            callers.call(machine, "text", key);
        }
        machine.awaitAway();
        machine.network().pass();
        machine.awaitJoined();
        long hits = machine.got("text", Got.HIT);
        callers.call(writer, "text", 50);
        machines.awaitEntries("Stock.text", 41);
        callers.call(machine, "text", 50);
        assertThat(machine.got("text", Got.HIT)).isEqualTo(hits + 1);
        callers.assertUndisturbed("F16 slow");
    }

    @Test
    @DisplayName("F17: cut in the middle of large replies, again and again: no reply of one key is a result of another")
    void cutInTheMiddle() throws InterruptedException {
        Machine writer = machines.start();
        for (int key = 0; key < 40; key++) {
            callers.call(writer, "large", key);
        }
        machines.awaitEntries("Stock.large", 40);
        Machine machine = machines.start("memo.max-entries=1");
        Random random = new Random(7);
        int cuts = 10;
        boolean[] over = {false};
        Callers.Running readers = Callers.start(8, thread -> {
            for (int key = thread; !over[0]; key++) {
                callers.call(machine, "large", key % 40);
            }
        });
        try {
            for (int cut = 0; cut < cuts; cut++) {
                machine.awaitJoined();
                long failed = machine.got("large", Got.FAILED);
                machine.network().cutAfterBytes(random.nextInt(100_000));
                await().atMost(Machines.PATIENCE).until(() -> machine.got("large", Got.FAILED) > failed);
                machine.network().pass();
                machine.awaitJoined();
                long hits = machine.got("large", Got.HIT);
                await().atMost(Machines.PATIENCE).until(() -> machine.got("large", Got.HIT) > hits + 20);
            }
        } finally {
            over[0] = true;
        }
        readers.join();
        assertThat(machine.got("large", Got.CORRUPT) + machine.got("large", Got.UNREADABLE))
                .isZero();
        callers.assertUndisturbed("F17 " + cuts + " cuts");
    }

    @Test
    @DisplayName("F24: too large: not shared, and counted; no bytes, and null: shared")
    void tooLargeResultStaysLocal() {
        Machine first = machines.start("memo.shared.max-entry-size=1KB");
        for (int length : new int[] {-1, 0, 900, 5_000}) {
            first.call("sized", length);
        }
        await().atMost(Machines.PATIENCE).until(() -> first.put("sized", Put.REFUSED) == 1);
        machines.awaitEntries("Stock.sized", 3);
        Machine second = machines.start("memo.shared.max-entry-size=1KB");
        assertThat(second.<String>call("sized", -1)).isNull();
        assertThat(second.<String>call("sized", 0)).isEmpty();
        assertThat(second.<String>call("sized", 900)).hasSize(900);
        assertThat(second.got("sized", Got.HIT)).isEqualTo(3);
        assertThat(second.<String>call("sized", 5_000)).hasSize(5_000);
        assertThat(second.got("sized", Got.MISS)).isOne();
    }

    @Test
    @DisplayName(
            "F28: closed while the store falls silent, with results on their way to it: it ends, and its threads are gone")
    void closedWhileSilent() throws InterruptedException {
        Machine machine = machines.start();
        machine.network().delay(10);
        Callers.Running calls = Callers.start(THREADS, thread -> {
            for (int i = 0; i < 20; i++) {
                callers.call(machine, "text", thread * 20 + i);
            }
        });
        await().atMost(Machines.PATIENCE).until(() -> machine.put("text", Put.STORED) > 0);
        machine.network().hang();
        calls.join();
        long before = System.nanoTime();
        machine.close();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.println("F28: closed in " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        await().atMost(Machines.PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("memo-")));
        callers.assertUndisturbed("F28 closed while the store is silent");
    }

    @Test
    @DisplayName(
            "F23: full, read-only, a key of another type: what can be read is read, callers and the log stay quiet")
    void refusedWritesStayQuiet(CapturedOutput output) throws InterruptedException {
        Machine first = machines.start("memo.max-entries=1");
        for (int key = 0; key < 20; key++) {
            callers.call(first, "text", key);
        }
        List<String> entries = machines.awaitEntries("Stock.text", 20);
        String wrongType = entries.get(7);
        machines.inRedis(commands -> commands.del(wrongType));
        machines.inRedis(commands -> commands.lpush(wrongType, new byte[1]));
        redis.ask(commands -> commands.configSet("maxmemory-policy", "noeviction"));
        redis.ask(commands -> commands.configSet("maxmemory", "1"));
        refused(first, 100);
        redis.ask(commands -> commands.configSet("maxmemory", "0"));
        redis.ask(commands -> commands.replicaof("127.0.0.1", 1));
        refused(first, 200);
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")))
                .as("once a minute")
                .hasSizeLessThan(4);

        redis.ask(commands -> commands.replicaofNoOne());
        await().atMost(Machines.PATIENCE).until(() -> {
            callers.call(first, "text", 300 + (int) first.shared("text").asked());
            return machines.entries("Stock.text").size() > 20;
        });
        callers.assertUndisturbed("F23 OOM, READONLY, WRONGTYPE");
    }

    private void refused(Machine machine, int from) throws InterruptedException {
        long paused = machine.got("text", Got.PAUSED) + machine.got("slow", Got.PAUSED);
        long hits = machine.got("text", Got.HIT);
        for (int key = 0; key < 20; key++) {
            callers.call(machine, "text", key);
            callers.call(machine, "text", from + key);
        }
        // Of these machines agree about who runs them, which is refused, too.
        Callers.Running slow = Callers.start(8, thread -> {
            for (int key = 0; key < 8; key++) {
                callers.call(machine, "slow", from + thread * 8 + key);
            }
        });
        for (int key = 0; key < 2_000; key++) {
            callers.call(machine, "text", key % 20);
        }
        slow.join();
        assertThat(machine.got("text", Got.HIT) - hits).isGreaterThan(17);
        assertThat(machine.got("text", Got.PAUSED) + machine.got("slow", Got.PAUSED))
                .as("reading is not kept off")
                .isEqualTo(paused);
        assertThat(machine.shared("text").writesPaused()).isTrue();
    }
}
