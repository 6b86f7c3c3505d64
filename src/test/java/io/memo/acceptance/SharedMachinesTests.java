package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("7.4: several whole applications on one Redis, of which each part may fail")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@ExtendWith(OutputCaptureExtension.class)
class SharedMachinesTests {

    private static final int KILLS = Integer.getInteger("memo.kills", 4);
    private static final int KEYS = 30;

    /** Where an entry says when it was made, and until when it may be used. */
    private static final int TIMES_AT = 44;

    @TempDir
    private Path folder;

    private RedisServerFixture redis;
    private Machines machines;
    private final Callers callers = new Callers();

    @BeforeEach
    void start() {
        World.reset();
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis, SharedChild.SOURCE);
    }

    @AfterEach
    void stop() {
        World.open();
        machines.close();
        redis.close();
    }

    @Test
    @DisplayName("F14: Redis is killed under load and comes back, with data and empty; what was cleared does not")
    void killedRedisRevivesNothing() throws InterruptedException {
        List<Machine> both = List.of(machines.start("memo.max-entries=5"), machines.start("memo.max-entries=5"));
        AtomicIntegerArray since = new AtomicIntegerArray(2);
        AtomicBoolean over = new AtomicBoolean();
        Callers.Running load = Callers.start(6, thread -> {
            for (int key = thread; !over.get(); key++) {
                callers.call(both.get(thread % 2), "text", key % KEYS, since.get(thread % 2));
            }
        });
        long slowest = 0;
        try {
            for (int round = 0; round < KILLS; round++) {
                int clearing = round / 2 % 2;
                redis.kill();
                int version = World.change();
                both.get(clearing).memoizer().clear();
                since.set(clearing, version);
                long calls = callers.calls();
                await().atMost(Machines.PATIENCE).until(() -> callers.calls() > calls + 1_000);
                if (round % 2 == 0) {
                    redis.restart();
                } else {
                    redis.restartEmpty();
                }
                long back = System.nanoTime();
                both.forEach(Machine::awaitJoined);
                slowest = Math.max(slowest, System.nanoTime() - back);
                awaitAll(both, version);
                since.set(1 - clearing, version);
            }
        } finally {
            over.set(true);
        }
        load.join();
        System.out.printf(
                "F14: %d kills, %d entries written, %d hits, back after at most %d ms%n",
                KILLS,
                both.stream()
                        .mapToLong(machine -> machine.put("text", Put.STORED))
                        .sum(),
                both.stream().mapToLong(machine -> machine.got("text", Got.HIT)).sum(),
                TimeUnit.NANOSECONDS.toMillis(slowest));
        callers.assertUndisturbed("F14 killed under load");
    }

    /** Waits until no machine has anything from before that version. */
    private static void awaitAll(List<Machine> machines, int version) {
        await().atMost(Machines.PATIENCE)
                .until(() -> machines.stream()
                        .allMatch(machine -> IntStream.range(0, KEYS)
                                .allMatch(key -> World.version("text", key, machine.call("text", key)) >= version)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("F18: one of three is cut off and both sides clear: each is right, and all agree when it is back")
    void cutOff(boolean lostSideFirst) {
        Machine one = machines.start();
        Machine two = machines.start();
        Machine lost = machines.start();
        List<Machine> all = List.of(one, two, lost);
        callAll(one, 0);
        machines.awaitEntries("Stock.text", KEYS);
        callAll(two, 0);
        callAll(lost, 0);
        assertThat(Runs.of("text")).isEqualTo(KEYS);

        lost.network().hang();
        for (Machine clearing : lostSideFirst ? List.of(lost, one) : List.of(one, lost)) {
            int version = World.change();
            clearing.memoizer().clear("Stock.text");
            callAll(clearing, version);
            if (clearing == one) {
                awaitAll(List.of(two), version);
            }
        }
        lost.network().pass();
        lost.awaitJoined();
        awaitAll(all, 2);
        all.forEach(machine -> callAll(machine, 2));

        AtomicInteger key = new AtomicInteger(KEYS);
        await().atMost(Machines.PATIENCE).until(() -> shares(all, key.getAndIncrement()));
        callers.assertUndisturbed("F18 cut off");
    }

    /** Returns whether the first runs the method for all. */
    private boolean shares(List<Machine> all, int key) {
        int ran = Runs.of("text");
        long stored = all.get(0).put("text", Put.STORED);
        callers.call(all.get(0), "text", key, 2);
        await().until(() -> all.get(0).put("text", Put.STORED) > stored);
        all.forEach(machine -> callers.call(machine, "text", key, 2));
        return Runs.of("text") == ran + 1;
    }

    private void callAll(Machine machine, int since) {
        for (int key = 0; key < KEYS; key++) {
            callers.call(machine, "text", key, since);
        }
    }

    @Test
    @DisplayName("F19: the key of the epochs is deleted: what was cleared before does not come back")
    void epochsDeleted() {
        Machine first = machines.start();
        callAll(first, 0);
        machines.awaitEntries("Stock.text", KEYS);
        int version = World.change();
        first.memoizer().clear();
        assertThat(machines.inRedis(redis -> redis.del(Machines.epochs())).longValue())
                .isOne();
        Machine second = machines.start();
        callAll(second, version);
        callAll(first, version);
        callAll(machines.start(), version);
        callers.assertUndisturbed("F19 epochs deleted");
    }

    @Test
    @DisplayName("F20: the machine that computes is killed: another one does when the lease is over")
    void holderKilled() {
        Machine waiting = machines.start("memo.shared.lease=2s", "memo.shared.max-wait=5m");
        try (ChildJvm holder = SharedChild.start(machines, redis, folder.resolve("never"), "2s")) {
            holder.line("COMPUTING ", 1);
            holder.kill();
            assertThat(waiting.<String>call("told", 7)).isEqualTo(World.text("told", 7, 0) + " by the test");
        }
    }

    @Test
    @DisplayName(
            "F20: the machine that computes is stopped for longer than its lease: the first result stays everybody's")
    void holderPaused() throws IOException {
        Machine waiting = machines.start("memo.shared.lease=1s", "memo.shared.max-wait=5m");
        Path told = folder.resolve("told");
        try (ChildJvm holder = SharedChild.start(machines, redis, told, "1s")) {
            holder.line("COMPUTING ", 1);
            holder.signal("-STOP");
            String theirs = waiting.call("told", 7);
            assertThat(theirs).isEqualTo(World.text("told", 7, 0) + " by the test");
            String entry = machines.awaitEntries("Stock.told", 1).get(0);
            await().atMost(Machines.PATIENCE).until(() -> machines.inRedis(redis -> redis.exists(entry + ":l")) == 0);
            machines.inRedis(redis -> redis.set(entry + ":l", "of somebody else".getBytes()));
            Files.createFile(told);
            holder.signal("-CONT");

            assertThat(holder.line("VALUE ", 1)).startsWith(World.text("told", 7, 0));
            assertThat(holder.line("THEN ", 1)).isEqualTo(theirs);
            byte[] lock = machines.inRedis(redis -> redis.get(entry + ":l"));
            assertThat(lock).asString().isEqualTo("of somebody else");
            assertThat(waiting.<String>call("told", 7)).isEqualTo(theirs);
        }
    }

    @Test
    @DisplayName(
            "F22: the method throws: each caller gets its own exception at once, nothing is stored, no lock is left")
    void eachCallerGetsItsOwnException() throws InterruptedException {
        Machine one = machines.start("memo.shared.lease=5m", "memo.shared.max-wait=5m");
        Machine two = machines.start("memo.shared.lease=5m", "memo.shared.max-wait=5m");
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        World.shut();
        Callers.Running first = failing(one, thrown);
        World.awaitComputing();
        Callers.Running second = failing(two, thrown);
        await().until(() -> two.shared("fails").asked() > 3);
        assertThat(Runs.of("fails")).as("the second one waits").isOne();
        World.open();
        first.join();
        second.join();
        assertThat(thrown).hasSize(2).allMatch(each -> each.getMessage().equals("its own"));
        assertThat(Runs.of("fails")).isEqualTo(2);
        await().atMost(Machines.PATIENCE)
                .until(() ->
                        machines.inRedis(redis -> redis.keys("*:Stock.fails:*")).isEmpty());
    }

    private static Callers.Running failing(Machine machine, Queue<Throwable> thrown) {
        return Callers.start(1, thread -> {
            try {
                machine.call("fails", 1);
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+eval +publish +subscribe", ""})
    @DisplayName(
            "F21: a user of Redis who may do what the page on security says, and one who may not send messages either")
    void fewRights(String more, CapturedOutput output) throws InterruptedException {
        CommandArgs<String, String> user = new CommandArgs<>(StringCodec.UTF8);
        Stream.of("SETUSER", "shop", "on", ">word", "resetchannels", "~memo:*", "&memo:*")
                .forEach(user::add);
        Stream.of("+get +getrange +set +unlink +hgetall +hset +hsetnx +ping +del +pexpire".split(" "))
                .forEach(user::add);
        Stream.of(more.split(" ")).filter(right -> !right.isEmpty()).forEach(user::add);
        redis.ask(commands -> commands.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), user));
        String[] properties = {"redis.user=shop", "redis.password=word", "memo.shared.max-wait=5m"};
        Machine one = machines.start(properties);
        Machine two = machines.start(properties);

        World.shut();
        Callers.Running first = Callers.start(1, thread -> callers.call(one, "slow", 1));
        World.awaitComputing();
        Callers.Running second = Callers.start(1, thread -> callers.call(two, "slow", 1));
        await().until(() -> two.shared("slow").asked() > 3);
        World.open();
        first.join();
        second.join();
        assertThat(Runs.of("slow")).isOne();
        await().atMost(Machines.PATIENCE)
                .until(() -> machines.inRedis(redis -> redis.keys("*:l")).isEmpty());

        callAll(one, 0);
        callAll(two, 0);
        int version = World.change();
        one.memoizer().clear();
        callAll(one, version);
        awaitAll(List.of(two), version);
        assertThat(output.getAll().split("Redis refused", -1))
                .as("once for each command that is denied, on each machine")
                .hasSizeLessThanOrEqualTo(more.isEmpty() ? 7 : 1);
        callers.assertUndisturbed("F21 few rights");
    }

    @Test
    @DisplayName(
            "F25: from Redis to the disk and the memory of another machine: the result ends when it would have at first")
    void timeToLive() throws IOException {
        String[] ttl = {"memo.methods.Stock.kept.ttl=8s", "memo.persist.directory=" + folder.resolve("disk of two")};
        Machine one = machines.start(ttl[0]);
        Machine two = machines.start(ttl);
        Machine three = machines.start(ttl);
        callers.call(one, "kept", 1);
        byte[] entry = machines.inRedis(
                redis -> redis.get(machines.awaitEntries("Stock.kept", 1).get(0)));
        callers.call(two, "kept", 1);
        long expires = times(entry).get(1);
        assertThat(Runs.of("kept") == 1 || System.currentTimeMillis() > expires).isTrue();
        await().atMost(Machines.PATIENCE).until(() -> !files().isEmpty());
        assertThat(times(Files.readAllBytes(files().get(0)))).isEqualTo(times(entry));
        redis.kill();
        callers.call(three, "kept", 1);
        assertThat(Runs.of("kept") == 1 || System.currentTimeMillis() > expires).isTrue();

        int version = World.change();
        for (Machine machine : List.of(one, two, three)) {
            await().atMost(Machines.PATIENCE).until(() -> {
                boolean over = System.currentTimeMillis() > expires + 100;
                callers.call(machine, "kept", 1, over ? version : 0);
                return over;
            });
        }
        callers.assertUndisturbed("F25 time to live");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("disk of two"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{32}-[0-9a-f]{64}"))
                    .toList();
        }
    }

    private static List<Long> times(byte[] entry) {
        ByteBuffer bytes = ByteBuffer.wrap(entry);
        return List.of(bytes.getLong(TIMES_AT), bytes.getLong(TIMES_AT + Long.BYTES));
    }
}
