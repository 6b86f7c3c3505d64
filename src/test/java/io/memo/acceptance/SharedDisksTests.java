package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import io.memo.TierFigures.Got;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

/** Whole applications that persist and share, a real Redis, and what becomes of both while machines are down. */
@DisplayName("SPEC 7.5, issue 14.1, 14.2: what was cleared stays cleared, on real disks beside a real Redis")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "memo.kills", matches = "\\d{2,}")
class SharedDisksTests {

    private static final int STARTS = 5;
    private static final int KEY = 1;

    @TempDir
    private static Path folder;

    private static RedisServerFixture redis;
    private static Machines machines;
    private static int tests;

    private Path disk;

    /** What {@code A} and the store had before the clear. */
    private Path diskBefore;

    private Path redisBefore;

    @BeforeAll
    static void startRedis() {
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis);
    }

    @AfterAll
    static void stopRedis() {
        machines.close();
        redis.close();
    }

    /** {@code A} computes, keeps and shares a result, and goes down. */
    @BeforeEach
    void keep() {
        World.reset();
        redis.kill();
        redis.restartEmpty();
        disk = folder.resolve("disk of A " + tests);
        diskBefore = folder.resolve("disk of A before " + tests);
        redisBefore = folder.resolve("redis before " + tests++);
        try (Machine a = a()) {
            assertThat(version(a)).isZero();
            machines.awaitEntries("Stock.kept", 1);
            await().atMost(Machines.PATIENCE).until(() -> filesOf(disk) == 1);
        }
        copy(disk, diskBefore);
        redis.copyTo(redisBefore);
    }

    private Machine a(String... more) {
        return machines.start(properties(more));
    }

    private String[] properties(String... more) {
        return Stream.concat(Stream.of("memo.persist.directory=" + disk), Stream.of(more))
                .toArray(String[]::new);
    }

    private static int version(Machine machine) {
        return World.version("kept", KEY, machine.call("kept", KEY));
    }

    private static long filesOf(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{32}-[0-9a-f]{64}"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            FileSystemUtils.deleteRecursively(to);
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much is cleared at a time. */
    enum Clear {
        ALL,
        METHOD,
        CALL;

        void by(Machine machine) {
            switch (this) {
                case ALL -> machine.memoizer().clear();
                case METHOD -> machine.memoizer().clear("Stock.kept");
                default -> machine.memoizer().clear("Stock.kept", KEY);
            }
        }
    }

    /** Another machine clears, and goes down. */
    private static int clearedByAnother(Clear clear) {
        int version = World.change();
        try (Machine b = machines.start()) {
            clear.by(b);
        }
        return version;
    }

    @Test
    @DisplayName("SPEC 7.2: what nobody cleared is found on the disk, though the store lost the entry")
    void nothingWasCleared() {
        World.change();
        String entry = machines.entries("Stock.kept").get(0);
        machines.inRedis(commands -> commands.del(entry));
        try (Machine a = a()) {
            assertThat(version(a)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Redis is away when A starts: nothing from its disk; nothing cleared either once Redis is back")
    void startsWhileRedisIsAway(Clear clear) {
        int cleared = clearedByAnother(clear);
        redis.kill();
        try (Machine a = machines.startWithoutStore(properties())) {
            assertThat(version(a)).isEqualTo(cleared);
            redis.restart();
            a.awaitJoined();
        }
        try (Machine a = a()) {
            assertThat(version(a)).isEqualTo(cleared);
        }
    }

    @Test
    @DisplayName("the first calls of a start, with a healthy Redis, and a disk as it was before the clear")
    void firstCalls() {
        int cleared = clearedByAnother(Clear.METHOD);
        for (int start = 0; start < STARTS; start++) {
            copy(diskBefore, disk);
            try (Machine a = machines.startWithoutStore(properties())) {
                assertThat(version(a)).isEqualTo(cleared);
                a.awaitJoined();
                assertThat(version(a)).isEqualTo(cleared);
            }
        }
    }

    @Test
    @DisplayName("FLUSHALL while all machines are down")
    void flushedRedisRevivesNothing() {
        int cleared = clearedByAnother(Clear.METHOD);
        redis.ask(RedisCommands::flushall);
        try (Machine a = a()) {
            assertThat(version(a)).isEqualTo(cleared);
        }
    }

    @Test
    @DisplayName("Redis evicts the epochs, not the entries, while all machines are down")
    void evictedEpochsReviveNothing() {
        int cleared = clearedByAnother(Clear.METHOD);
        String entry = machines.entries("Stock.kept").get(0);
        // By how often, for by when Redis counts in seconds: within one, any key may go.
        redis.ask(commands -> commands.configSet("maxmemory-policy", "allkeys-lfu"));
        machines.inRedis(commands -> commands.get(entry));
        redis.ask(commands -> commands.configSet("maxmemory", "4mb"));
        redis.ask(commands -> commands.configSet("maxmemory-samples", "64"));
        for (int i = 0; machines.inRedis(commands -> commands.exists(Machines.epochs())) > 0; i++) {
            String filler = "filler " + i;
            machines.inRedis(commands -> commands.set(filler, new byte[10_000]));
            machines.inRedis(commands -> commands.get(entry));
        }
        redis.ask(commands -> commands.configSet("maxmemory", "0"));
        assertThat(machines.entries("Stock.kept"))
                .as("the old entry is still there")
                .contains(entry);
        try (Machine a = a();
                Machine without = machines.start()) {
            assertThat(version(a)).isEqualTo(cleared);
            assertThat(version(without)).isEqualTo(cleared);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Redis is given back what it had before A cleared, while A is down: A knows, and tells all others")
    void olderRedis(Clear clear) {
        int cleared = World.change();
        try (Machine a = a()) {
            clear.by(a);
        }
        redis.kill();
        redis.restartWith(redisBefore);
        try (Machine a = a();
                Machine without = machines.start()) {
            assertThat(version(a)).isEqualTo(cleared);
            assertThat(version(without)).isEqualTo(cleared);
        }
    }

    @Test
    @DisplayName(
            "Redis is given back what it had before a clear, under a machine that heard of it, and tells those that start")
    void olderRedisUnderMachinesThatRun() {
        try (Machine a = a();
                Machine b = machines.start()) {
            assertThat(version(a)).isZero();
            int cleared = World.change();
            Clear.METHOD.by(b);
            await().atMost(Machines.PATIENCE).until(() -> version(a) == cleared);
            b.close();
            redis.kill();
            redis.restartWith(redisBefore);
            assertThat(version(a)).isEqualTo(cleared);
            try (Machine without = machines.start()) {
                await().atMost(Machines.PATIENCE).until(() -> version(without) == cleared);
                assertThat(version(a)).isEqualTo(cleared);
            }
        }
    }

    @Test
    @DisplayName("A's disk is given back what it had before the clear, its notes too: Redis knows")
    void olderDisk() {
        int cleared = World.change();
        try (Machine a = a()) {
            Clear.METHOD.by(a);
            assertThat(version(a)).isEqualTo(cleared);
        }
        copy(diskBefore, disk);
        try (Machine a = a()) {
            assertThat(version(a)).isEqualTo(cleared);
        }
    }

    @Test
    @DisplayName("Issue 14.2: who has no secret copies old entries to the new names, and puts the old epochs back")
    void intruderRevivesNoOldEntry() {
        String old = machines.entries("Stock.kept").get(0);
        Map<String, byte[]> epochs = machines.inRedis(commands -> commands.hgetall(Machines.epochs()));
        try (Machine a = a();
                Machine b = machines.start()) {
            int cleared = World.change();
            Clear.METHOD.by(a);
            await().atMost(Machines.PATIENCE).until(() -> version(b) == cleared);
            List<String> names = await().atMost(Machines.PATIENCE)
                    .until(() -> machines.entries("Stock.kept"), found -> found.size() > 1);
            names.stream()
                    .filter(name -> !name.equals(old))
                    .forEach(name -> machines.inRedis(commands -> {
                        commands.del(name);
                        return commands.rename(old, name);
                    }));
            try (Machine without = machines.start()) {
                assertThat(version(without)).as("under the new name").isEqualTo(cleared);
                assertThat(without.got("kept", Got.CORRUPT)).as("seen").isOne();
            }
            epochs.forEach(
                    (field, token) -> machines.inRedis(commands -> commands.hset(Machines.epochs(), field, token)));
            int again = World.change();
            Clear.CALL.by(a);
            await().atMost(Machines.PATIENCE).until(() -> version(b) == again);
            assertThat(version(a)).isEqualTo(again);
        }
    }
}
