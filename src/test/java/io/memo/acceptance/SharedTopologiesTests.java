package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.acceptance.shared.RedisClusterFixture;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 12.14: applications on a real Redis Cluster of several nodes, and behind a real Sentinel, of which each may die: no
 * wrong value and no exception reaches a caller, sharing goes on where it can and comes back where it could not.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SharedTopologiesTests {

    /** Each is a failover: two in CI, three where tests are thorough. */
    private static final int ROUNDS = 1 + Math.min(2, Integer.getInteger("memo.kills", 1) / 20);

    private static final int KEYS = 30;
    private static final String EPOCHS = Machines.epochs();

    private static final String CLUSTER = """
            package shop;
            import java.util.List;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.data.redis.connection.RedisClusterConfiguration;
            import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Connections {
                @org.springframework.context.annotation.Bean
                LettuceConnectionFactory redis(@Value("${redis}") List<String> nodes) {
                    return new LettuceConnectionFactory(new RedisClusterConfiguration(nodes));
                }
            }
            """;

    private static final String SENTINEL = """
            package shop;
            import java.util.Set;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.data.redis.connection.RedisSentinelConfiguration;
            import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Connections {
                @org.springframework.context.annotation.Bean
                LettuceConnectionFactory redis(@Value("${redis}") Set<String> sentinels) {
                    return new LettuceConnectionFactory(new RedisSentinelConfiguration("main", sentinels));
                }
            }
            """;

    @TempDir
    private Path folder;

    private final Callers callers = new Callers();
    private final List<Machine> machines = new ArrayList<>();
    private final List<RedisServerFixture> servers = new ArrayList<>();
    private int nextKey = KEYS;

    @BeforeEach
    void reset() {
        World.reset();
    }

    @AfterEach
    void stop() {
        machines.forEach(Machine::close);
        servers.forEach(RedisServerFixture::close);
    }

    @Test
    @DisplayName(
            "SPEC 7.8: a node of three dies: what lies on the others is shared on, also clears; back, it serves again")
    void nodeOfTheClusterDies() {
        try (RedisClusterFixture cluster = RedisClusterFixture.start()) {
            start(CLUSTER, cluster.nodes());
            callAll(machines.get(0), 0);
            await().atMost(Machines.PATIENCE).until(() -> entries(cluster.nodes()) == KEYS);
            assertThat(cluster.nodes()).as("the results are spread").allMatch(node -> entries(List.of(node)) > 0);
            callAll(machines.get(1), 0);
            assertThat(Runs.of("text")).as("the second machine found all").isEqualTo(KEYS);

            int changed = World.change();
            machines.get(0).memoizer().clear("Stock.text", 7);
            await().atMost(Machines.PATIENCE)
                    .until(() -> World.version("text", 7, machines.get(1).call("text", 7)) == changed);

            RedisServerFixture lost = cluster.nodes().get((RedisClusterFixture.nodeOf(EPOCHS) + 1) % 3);
            lost.kill();
            awaitShared(0);
            int version = World.change();
            machines.get(0).memoizer().clear("Stock.text");
            callAll(machines.get(0), version);
            awaitCleared(version);

            lost.restart();
            long before = entries(List.of(lost));
            await().atMost(Machines.PATIENCE).until(() -> {
                isShared(version);
                return entries(List.of(lost)) > before;
            });
            machines.forEach(machine -> callAll(machine, version));
            callers.assertUndisturbed("Cluster, a node died");
        }
    }

    @Test
    @DisplayName("SPEC 7.5, 7.8: the node that knows of clears dies in a cluster and its replica takes over")
    void replicaOfTheClusterTakesOver() throws InterruptedException {
        try (RedisClusterFixture cluster = RedisClusterFixture.start()) {
            int knowing = RedisClusterFixture.nodeOf(EPOCHS);
            RedisServerFixture primary = cluster.nodes().get(knowing);
            RedisServerFixture replica = cluster.replicate(knowing);
            start(CLUSTER, cluster.nodes());
            for (int round = 0; round < ROUNDS; round++) {
                RedisServerFixture dying = round % 2 == 0 ? primary : replica;
                RedisServerFixture promoted = round % 2 == 0 ? replica : primary;
                failOver(round % 2, dying, promoted);
            }
            callers.assertUndisturbed("Cluster, a replica took over");
        }
    }

    @Test
    @DisplayName("Issue 14.13: the node that knows of clears hangs while the others answer, and its replica takes over")
    void nodeOfTheClusterHangs() {
        try (RedisClusterFixture cluster = RedisClusterFixture.start()) {
            int knowing = RedisClusterFixture.nodeOf(EPOCHS);
            RedisServerFixture hanging = cluster.nodes().get(knowing);
            RedisServerFixture replica = cluster.replicate(knowing);
            start(CLUSTER, cluster.nodes());
            callAll(machines.get(0), 0);
            hanging.pause();
            awaitMaster(replica);
            awaitShared(0);
            int version = World.change();
            machines.get(1).memoizer().clear("Stock.text");
            awaitCleared(version);
            awaitShared(version);

            hanging.resume();
            awaitReplica(hanging);
            awaitShared(version);
            callers.assertUndisturbed("Cluster, a node hangs and is replaced");
        }
    }

    @Test
    @DisplayName("SPEC 7.8: a node hangs that nobody replaces: the others share on, and clears are heard")
    void nodeOfTheClusterHangsForGood() {
        try (RedisClusterFixture cluster = RedisClusterFixture.start()) {
            start(CLUSTER, cluster.nodes());
            callAll(machines.get(0), 0);
            RedisServerFixture hanging = cluster.nodes().get((RedisClusterFixture.nodeOf(EPOCHS) + 1) % 3);
            hanging.pause();
            awaitShared(0);
            int version = World.change();
            machines.get(0).memoizer().clear("Stock.text");
            awaitCleared(version);
            awaitShared(version);

            hanging.resume();
            callAll(machines.get(0), version);
            awaitShared(version);
            callers.assertUndisturbed("Cluster, a node hangs");
        }
    }

    @Test
    @DisplayName(
            "SPEC 7.4, 7.5: the master dies under load and Sentinel promotes its replica; what was cleared stays so")
    void sentinelFailsOver() throws InterruptedException, IOException {
        RedisServerFixture master = server();
        RedisServerFixture replica = server("--replicaof", "127.0.0.1", Integer.toString(master.port()));
        awaitReplica(replica);
        start(SENTINEL, sentinels(master));
        for (int round = 0; round < ROUNDS; round++) {
            RedisServerFixture dying = round % 2 == 0 ? master : replica;
            RedisServerFixture promoted = round % 2 == 0 ? replica : master;
            failOver(round % 2, dying, promoted);
        }
        callers.assertUndisturbed("Sentinel, a replica took over");
    }

    /** Kills one that is asked right after a clear, and lets it come back when the other has taken over. */
    private void failOver(int clearing, RedisServerFixture dying, RedisServerFixture promoted)
            throws InterruptedException {
        AtomicIntegerArray since = new AtomicIntegerArray(machines.size());
        for (int i = 0; i < machines.size(); i++) {
            since.set(i, World.version());
        }
        AtomicBoolean over = new AtomicBoolean();
        Callers.Running load = Callers.start(4, thread -> {
            for (int key = thread; !over.get(); key++) {
                callers.call(machines.get(thread % 2), "text", key % KEYS, since.get(thread % 2));
            }
        });
        int version = World.change();
        try {
            machines.get(clearing).memoizer().clear("Stock.text");
            since.set(clearing, version);
            dying.kill();
            long calls = callers.calls();
            await().atMost(Machines.PATIENCE).until(() -> callers.calls() > calls + 1_000);
            awaitMaster(promoted);
            awaitCleared(version);
            since.set(1 - clearing, version);
        } finally {
            over.set(true);
        }
        load.join();
        awaitShared(version);
        dying.restart();
        awaitReplica(dying);
        awaitShared(version);
    }

    private RedisServerFixture server(String... options) {
        RedisServerFixture server = RedisServerFixture.start(options);
        servers.add(server);
        return server;
    }

    private static void awaitMaster(RedisServerFixture server) {
        awaitReplication(server, "role:master");
    }

    private static void awaitReplica(RedisServerFixture server) {
        awaitReplication(server, "master_link_status:up");
    }

    /** Asks until it says so; a server closes its connections when it takes another part, so some questions fail. */
    private static void awaitReplication(RedisServerFixture server, String state) {
        await().atMost(Machines.PATIENCE)
                .ignoreExceptions()
                .until(() -> server.ask(redis -> redis.info("replication")).contains(state));
    }

    /** Three, of which two must agree; once they know each other and the replica. */
    private List<RedisServerFixture> sentinels(RedisServerFixture master) throws IOException {
        List<RedisServerFixture> sentinels = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path file = Files.writeString(folder.resolve("sentinel" + i + ".conf"), """
                    sentinel monitor main 127.0.0.1 %d 2
                    sentinel down-after-milliseconds main 1000
                    sentinel failover-timeout main 4000
                    """.formatted(master.port()));
            sentinels.add(RedisServerFixture.sentinel(file));
        }
        servers.addAll(0, sentinels);
        await().atMost(Machines.PATIENCE)
                .until(() -> sentinels.stream()
                        .allMatch(each ->
                                each.ask(redis -> redis.info("sentinel")).contains("slaves=1,sentinels=3")));
        return sentinels;
    }

    /** Starts two machines. They have no network of their own here, for nodes tell clients where the others are. */
    private void start(String connections, List<RedisServerFixture> addresses) {
        OutsideApplication.compile(folder.resolve("classes"), Machines.STOCK, connections);
        String redis =
                addresses.stream().map(server -> "127.0.0.1:" + server.port()).collect(Collectors.joining(","));
        for (int i = 0; i < 2; i++) {
            Path disk = folder.resolve("disk" + i);
            Machine machine = new Machine(
                    addresses.get(0).port(),
                    network -> Machines.setup(folder.resolve("classes"), disk)
                            .property("redis", redis)
                            .start());
            machines.add(machine);
            machine.awaitJoined();
        }
    }

    private static long entries(List<RedisServerFixture> nodes) {
        return nodes.stream()
                .mapToLong(node -> node.ask(redis -> redis.keys("memo:shop:*:2:*:Stock.text:*")).stream()
                        .filter(key -> !key.endsWith(":l"))
                        .count())
                .sum();
    }

    private void callAll(Machine machine, int since) {
        IntStream.range(0, KEYS).forEach(key -> callers.call(machine, "text", key, since));
    }

    /** Returns whether what the first computes is found by the second, for a key that nobody asked for yet. */
    private boolean isShared(int since) {
        int key = nextKey++;
        int ran = Runs.of("text");
        long written = written(machines.get(0));
        callers.call(machines.get(0), "text", key, since);
        await().atMost(Machines.PATIENCE).until(() -> written(machines.get(0)) > written);
        callers.call(machines.get(1), "text", key, since);
        return Runs.of("text") == ran + 1;
    }

    /** How many results were tried to be written, however that ended. */
    private static long written(Machine machine) {
        return machine.shared("text").puts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Waits until ten results were shared. */
    private void awaitShared(int since) {
        AtomicInteger shared = new AtomicInteger();
        await().atMost(Machines.PATIENCE)
                .until(() -> (isShared(since) ? shared.incrementAndGet() : shared.get()) >= 10);
    }

    /** Waits until no machine has anything from before that version. */
    private void awaitCleared(int version) {
        await().atMost(Machines.PATIENCE)
                .until(() -> machines.stream()
                        .allMatch(machine -> IntStream.range(0, KEYS)
                                .allMatch(key -> World.version("text", key, machine.call("text", key)) >= version)));
    }
}
