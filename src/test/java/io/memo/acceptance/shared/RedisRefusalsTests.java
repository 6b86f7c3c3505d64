package io.memo.acceptance.shared;

import static io.memo.acceptance.shared.RedisStores.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.shared.Leases;
import io.memo.store.shared.Leases.Taken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@DisplayName("F23: what Redis refuses is an exception with the first word of its error, never a value")
@ExtendWith(OutputCaptureExtension.class)
class RedisRefusalsTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void memoryIsFull() throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start("--maxmemory-policy", "noeviction");
                RedisSharedStore store = RedisStores.connected(server.port(), PATIENT)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            server.ask(redis -> redis.configSet("maxmemory", "1"));

            assertThatThrownBy(() -> store.putIfAbsent("memo:b", "secret".getBytes(), HOUR))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Redis refused SET: OOM");
            assertThat(store.get("memo:a")).containsExactly(1);
            assertThat(store.get("memo:b")).isNull();
        }
    }

    @Test
    void itIsAReplica() throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start();
                RedisSharedStore store = RedisStores.connected(server.port(), PATIENT)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            server.ask(redis -> redis.replicaof("127.0.0.1", 1));

            assertThatThrownBy(() -> store.putIfAbsent("memo:b", new byte[1], HOUR))
                    .hasMessage("Redis refused SET: READONLY");
            assertThatThrownBy(() -> store.putField("memo:m", "field", "value"))
                    .hasMessage("Redis refused HSET: READONLY");
            assertThat(store.get("memo:a")).containsExactly(1);
        }
    }

    @Test
    void aPasswordIsNeeded(CapturedOutput output) throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start("--requirepass", "open sesame")) {
            try (RedisSharedStore store = RedisSharedStore.beside(RedisStores.application(server.port()), PATIENT)) {
                Awaitility.await()
                        .atMost(PATIENT)
                        .untilAsserted(() -> assertThatThrownBy(() -> store.get("memo:a"))
                                .isInstanceOf(IOException.class)
                                .hasMessage("Redis is not connected: NOAUTH"));
            }
            RedisStandaloneConfiguration wrong = new RedisStandaloneConfiguration("127.0.0.1", server.port());
            wrong.setPassword("open barley");
            try (RedisSharedStore store = RedisSharedStore.beside(RedisStores.application(wrong), PATIENT)) {
                Awaitility.await()
                        .atMost(PATIENT)
                        .untilAsserted(() -> assertThatThrownBy(() -> store.get("memo:a"))
                                .hasMessageMatching("Redis is not connected: (WRONGPASS|ERR)"));
            }
            RedisStandaloneConfiguration right = new RedisStandaloneConfiguration("127.0.0.1", server.port());
            right.setPassword("open sesame");
            try (RedisSharedStore store = RedisStores.connected(RedisStores.application(right), PATIENT)) {
                assertThat(store.putIfAbsent("memo:a", new byte[1], HOUR)).isTrue();
            }
            assertThat(output).doesNotContain("sesame").doesNotContain("barley");
        }
    }

    @Test
    @DisplayName(
            "a user who may neither run scripts nor publish nor subscribe: locks all the same, and one line in the log")
    void commandsAreDenied(CapturedOutput output) throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start()) {
            versionWithUsers(server);
            server.ask(redis -> redis.dispatch(
                    CommandType.ACL,
                    new StatusOutput<>(StringCodec.UTF8),
                    new CommandArgs<>(StringCodec.UTF8)
                            .add("SETUSER")
                            .add("shop")
                            .add("on")
                            .add(">word")
                            .add("~*")
                            .add("+@all")
                            .add("-eval")
                            .add("-publish")
                            .add("-subscribe")));
            RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
            configuration.setUsername("shop");
            configuration.setPassword("word");
            try (RedisSharedStore store = RedisStores.connected(RedisStores.application(configuration), PATIENT)) {
                Leases leases = store.leases();
                assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
                assertThat(leases.extend("memo:a:l", "yours", HOUR))
                        .succeedsWithin(PATIENT)
                        .isEqualTo(false);
                assertThat(leases.extend("memo:a:l", "mine", HOUR.multipliedBy(9)))
                        .succeedsWithin(PATIENT)
                        .isEqualTo(true);
                assertThat(server.number(redis -> redis.pttl("memo:a:l"))).isGreaterThan(HOUR.toMillis());
                leases.release("memo:a:l", "yours").toCompletableFuture().join();
                assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.HELD);
                leases.release("memo:a:l", "mine").toCompletableFuture().join();
                assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.MINE);
                assertThat(leases.giveUp("memo:a:l", "mine", HOUR))
                        .succeedsWithin(PATIENT)
                        .isEqualTo(false);
                assertThat(leases.giveUp("memo:a:l", "yours", HOUR))
                        .succeedsWithin(PATIENT)
                        .isEqualTo(true);
                assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.GIVEN_UP);

                store.publish("memo:news", "lost");
                store.publish("memo:news", "lost");
                store.subscribe("memo:news", message -> {});
                store.subscribe("memo:more", message -> {});
                Awaitility.await().atMost(PATIENT).until(() -> output.getAll().contains("Redis refused SUBSCRIBE"));
            }
            assertThat(output.getAll().split("Redis refused", -1))
                    .as("EVAL, PUBLISH, SUBSCRIBE")
                    .hasSize(4);
        }
    }

    /** As docs/security.md lists them. */
    private static final List<String> NEEDED = List.of(
            "+get",
            "+getrange",
            "+set",
            "+unlink",
            "+del",
            "+pexpire",
            "+hgetall",
            "+hset",
            "+hsetnx",
            "+eval",
            "+publish",
            "+subscribe",
            "+unsubscribe",
            "+ping",
            "+echo",
            "+select",
            "+hello",
            "+client|setname",
            "+client|setinfo");

    private static final List<String> NEEDED_OF_CLUSTER = List.of("+cluster", "+info");

    private static final List<String> NEEDED_OF_SENTINEL =
            List.of("+sentinel", "+ping", "+hello", "+client|setname", "+client|setinfo");

    private static double versionWithUsers(RedisServerFixture server) {
        double version = server.ask(redis ->
                Double.parseDouble(redis.info("server").replaceAll("(?s).*redis_version:(\\d+\\.\\d+).*", "$1")));
        assumeThat(version).as("Redis before 6 has no users").isGreaterThanOrEqualTo(6);
        return version;
    }

    /** As far as the server knows of it: channels have rules since 6.2, and 7.0 refuses rules for what came with 7.2. */
    private static void allow(RedisServerFixture server, List<String> rules) {
        double version = versionWithUsers(server);
        setUser(
                server,
                version,
                Stream.concat(Stream.of("~memo:*"), rules.stream()).toList());
    }

    private static void setUser(RedisServerFixture server, double version, List<String> rules) {
        CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        Stream.of("SETUSER", "shop", "on", ">word", "-@all").forEach(arguments::add);
        if (version >= 6.2) {
            arguments.add("resetchannels").add("&memo:*");
        }
        rules.stream()
                .filter(rule -> version < 7 || version >= 7.2 || !rule.equals("+client|setinfo"))
                .forEach(arguments::add);
        server.ask(redis -> redis.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments));
    }

    @Test
    @DisplayName(
            "Issue 14.13: a user who may do what the documentation lists, and nothing else: all works, nothing is refused")
    void onlyWhatIsListed(CapturedOutput output) throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start()) {
            allow(server, NEEDED);
            RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
            configuration.setUsername("shop");
            configuration.setPassword("word");
            configuration.setDatabase(1);
            assertAllWorks(configuration);
        }
        try (RedisServerFixture server = RedisServerFixture.start("--cluster-enabled", "yes")) {
            int[] slots = IntStream.range(0, SlotHash.SLOT_COUNT).toArray();
            server.ask(redis -> redis.clusterAddSlots(slots));
            Awaitility.await()
                    .atMost(PATIENT)
                    .until(() -> server.ask(redis -> redis.clusterInfo()).contains("cluster_state:ok"));
            allow(
                    server,
                    Stream.concat(NEEDED.stream(), NEEDED_OF_CLUSTER.stream()).toList());
            RedisClusterConfiguration configuration = new RedisClusterConfiguration();
            configuration.clusterNode("127.0.0.1", server.port());
            configuration.setUsername("shop");
            configuration.setPassword("word");
            assertAllWorks(configuration);
        }
        assertThat(output).doesNotContain("Redis refused");
    }

    private static void assertAllWorks(RedisConfiguration configuration) throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RedisSharedStore store = RedisStores.connected(RedisStores.application(configuration), PATIENT)) {
            store.subscribe("memo:news", heard::add);
            assertThat(store.putIfAbsent("memo:a", new byte[] {1}, HOUR)).isTrue();
            assertThat(store.get("memo:a")).containsExactly(1);
            store.remove("memo:a");
            store.putFieldIfAbsent("memo:m", "one", "first");
            store.putField("memo:m", "two", "second");
            assertThat(store.fields("memo:m")).hasSize(2);
            Leases leases = store.leases();
            assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
            assertThat(leases.extend("memo:a:l", "mine", HOUR))
                    .succeedsWithin(PATIENT)
                    .isEqualTo(true);
            assertThat(leases.release("memo:a:l", "mine"))
                    .succeedsWithin(PATIENT)
                    .isEqualTo(true);
            assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
            assertThat(leases.giveUp("memo:a:l", "mine", HOUR))
                    .succeedsWithin(PATIENT)
                    .isEqualTo(true);
            Awaitility.await().atMost(PATIENT).until(() -> {
                store.publish("memo:news", "good");
                return !heard.isEmpty();
            });
        }
    }

    @Test
    @DisplayName("an error that quotes what was sent is not passed on")
    void quotesNothing() {
        try (RedisServerFixture server = RedisServerFixture.start("--rename-command", "HSET", "");
                RedisSharedStore store = RedisStores.connected(server.port(), PATIENT)) {
            assertThatThrownBy(() -> store.putField("memo:m", "field", "confidential"))
                    .hasMessage("Redis refused HSET: ERR")
                    .satisfies(failure -> {
                        StringWriter text = new StringWriter();
                        failure.printStackTrace(new PrintWriter(text));
                        assertThat(text.toString()).doesNotContain("confidential");
                    });
        }
    }

    @Test
    @DisplayName(
            "MOVED by a node of a cluster that the application does not know as one; with its configuration, it works")
    void aCluster() throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start("--cluster-enabled", "yes")) {
            int[] slots = IntStream.range(0, SlotHash.SLOT_COUNT).toArray();
            try (RedisSharedStore store = RedisStores.connected(server.port(), PATIENT)) {
                assertThatThrownBy(() -> store.get("memo:a")).hasMessage("Redis refused GETRANGE: CLUSTERDOWN");
            }
            server.ask(redis -> redis.clusterAddSlots(slots));
            Awaitility.await()
                    .atMost(PATIENT)
                    .until(() -> server.ask(redis -> redis.clusterInfo()).contains("cluster_state:ok"));

            RedisClusterConfiguration configuration = new RedisClusterConfiguration();
            configuration.clusterNode("127.0.0.1", server.port());
            try (RedisSharedStore store = RedisStores.connected(RedisStores.application(configuration), PATIENT)) {
                assertThat(store.putIfAbsent("memo:a", new byte[] {1}, HOUR)).isTrue();
                assertThat(store.get("memo:a")).containsExactly(1);
                assertThat(store.leases().take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
                assertThat(store.leases().extend("memo:a:l", "mine", HOUR))
                        .succeedsWithin(PATIENT)
                        .isEqualTo(true);
                store.subscribe("memo:news", message -> {
                    try {
                        store.putField("memo:m", "heard", message);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                Awaitility.await().atMost(PATIENT).until(() -> {
                    store.publish("memo:news", "good");
                    return "good".equals(store.fields("memo:m").get("heard"));
                });
            }
        }
    }

    @Test
    @DisplayName("Issue 14.13: a Sentinel of whose users memo's may do what the documentation lists, and nothing else")
    void sentinelWithUsers(@TempDir Path folder) throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start()) {
            Path file = folder.resolve("sentinel.conf");
            Files.writeString(file, "sentinel monitor main 127.0.0.1 " + server.port() + " 1\n");
            try (RedisServerFixture sentinel = RedisServerFixture.sentinel(file)) {
                double version = versionWithUsers(server);
                assumeThat(version).as("a Sentinel has users since 6.2").isGreaterThanOrEqualTo(6.2);
                setUser(sentinel, version, NEEDED_OF_SENTINEL);
                RedisSentinelConfiguration configuration = new RedisSentinelConfiguration();
                configuration.master("main").sentinel("127.0.0.1", sentinel.port());
                configuration.setSentinelUsername("shop");
                configuration.setSentinelPassword("word");
                try (RedisSharedStore store = RedisStores.connected(RedisStores.application(configuration), PATIENT)) {
                    assertThat(store.putIfAbsent("memo:a", new byte[] {1}, HOUR))
                            .isTrue();
                }
            }
        }
    }

    @Test
    @DisplayName("Sentinel tells where the primary is")
    void sentinelTellsThePrimary(@TempDir Path folder) throws IOException {
        try (RedisServerFixture server = RedisServerFixture.start()) {
            Path file = folder.resolve("sentinel.conf");
            Files.writeString(file, "sentinel monitor main 127.0.0.1 " + server.port() + " 1\n");
            try (RedisServerFixture sentinel = RedisServerFixture.sentinel(file)) {
                RedisSentinelConfiguration configuration = new RedisSentinelConfiguration();
                configuration.master("main").sentinel("127.0.0.1", sentinel.port());
                LettuceConnectionFactory application = RedisStores.application(configuration);
                try (RedisSharedStore store = RedisStores.connected(application, PATIENT)) {
                    assertThat(store.putIfAbsent("memo:a", new byte[] {1}, HOUR))
                            .isTrue();
                    assertThat(server.number(redis -> redis.exists("memo:a"))).isOne();
                }
            }
        }
    }
}
