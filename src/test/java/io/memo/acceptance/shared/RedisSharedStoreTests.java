package io.memo.acceptance.shared;

import static io.memo.acceptance.shared.RedisStores.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KillArgs;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.shared.Leases;
import io.memo.store.shared.Leases.Taken;
import io.memo.store.tier.entry.EntryFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

@DisplayName("7.3: a real Redis as a store that several machines share")
class RedisSharedStoreTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private static RedisServerFixture server;

    private RedisSharedStore store;

    @BeforeAll
    static void start() {
        server = RedisServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        server.ask(redis -> redis.flushall());
        store = RedisStores.connected(server.port(), PATIENT);
    }

    @AfterEach
    void disconnect() {
        store.close();
    }

    @Test
    void theFirstBytesOfAKeyStay() throws IOException {
        assertThat(store.get("memo:a")).isNull();
        assertThat(store.putIfAbsent("memo:a", new byte[] {1, 2}, HOUR)).isTrue();
        assertThat(store.putIfAbsent("memo:a", new byte[] {3}, HOUR)).isFalse();
        store.putIfAbsent("memo:empty", new byte[0], HOUR);
        assertThat(store.putIfAbsent("memo:empty", new byte[] {3}, HOUR))
                .as("an empty value is none")
                .isTrue();

        assertThat(store.get("memo:a")).containsExactly(1, 2);
        assertThat(store.get("memo:b")).isNull();
    }

    @Test
    @DisplayName("F24: bytes of every kind, as many as an entry may have; none are no entry")
    void anyBytes() throws IOException {
        byte[] many = new byte[EntryFormat.mostBytes(8 << 20)];
        new Random(7).nextBytes(many);
        store.putIfAbsent("memo:none", new byte[0], HOUR);
        store.putIfAbsent("memo:many", many, HOUR);

        assertThat(store.get("memo:none")).isNull();
        assertThat(store.get("memo:many")).isEqualTo(many);
    }

    @Test
    @DisplayName("SPEC 7.6, issue 14: of what somebody else put there, a hundred megabytes, only the beginning is read")
    void aHugeForeignValue() throws IOException {
        server.ask(redis -> redis.setrange("memo:huge", 100_000_000, "end"));

        assertThat(store.get("memo:huge")).hasSizeBetween(EntryFormat.mostBytes(8 << 20), 9_000_000);
    }

    @Test
    void anEntryHasItsTimeToLive() throws IOException {
        store.putIfAbsent("memo:a", new byte[] {1}, Duration.ofMillis(54_321));

        assertThat(server.number(redis -> redis.pttl("memo:a"))).isBetween(1L, 54_321L);
    }

    @Test
    void removedEntryIsGone() throws IOException {
        store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
        store.remove("memo:a");
        store.remove("memo:a");

        assertThat(store.get("memo:a")).isNull();
    }

    @Test
    void setsFieldsOfAMap() throws IOException {
        assertThat(store.fields("memo:m")).isEmpty();
        store.putFieldIfAbsent("memo:m", "one", "first");
        store.putFieldIfAbsent("memo:m", "one", "second");
        store.putFieldIfAbsent("memo:m", "two", "zwei");
        assertThat(store.fields("memo:m")).isEqualTo(Map.of("one", "first", "two", "zwei"));

        store.putField("memo:m", "one", "third");
        store.putField("memo:m", "three", "drei");
        assertThat(store.fields("memo:m")).isEqualTo(Map.of("one", "third", "two", "zwei", "three", "drei"));
    }

    @Test
    @DisplayName("F20: a lock belongs to its token and ends by itself")
    void lockBelongsToItsToken() throws IOException {
        Leases leases = store.leases();
        assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
        assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.HELD);
        assertThat(server.number(redis -> redis.pttl("memo:a:l"))).isBetween(1L, HOUR.toMillis());

        assertThat(leases.extend("memo:a:l", "yours", HOUR.multipliedBy(9)))
                .succeedsWithin(PATIENT)
                .isEqualTo(false);
        assertThat(server.number(redis -> redis.pttl("memo:a:l"))).isLessThanOrEqualTo(HOUR.toMillis());
        assertThat(leases.extend("memo:a:l", "mine", HOUR.multipliedBy(9)))
                .succeedsWithin(PATIENT)
                .isEqualTo(true);
        assertThat(server.number(redis -> redis.pttl("memo:a:l"))).isGreaterThan(HOUR.toMillis());

        leases.release("memo:a:l", "yours").toCompletableFuture().join();
        assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.HELD);
        leases.release("memo:a:l", "mine").toCompletableFuture().join();
        assertThat(leases.extend("memo:a:l", "mine", HOUR))
                .succeedsWithin(PATIENT)
                .isEqualTo(false);
        assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.MINE);
    }

    @Test
    @DisplayName("SPEC 7.8: a lock that is given up leaves a mark for a while, which nobody takes")
    void locksThatAreGivenUp() throws IOException {
        Leases leases = store.leases();
        assertThat(leases.take("memo:a:l", "mine", HOUR)).isEqualTo(Taken.MINE);
        assertThat(leases.giveUp("memo:a:l", "yours", HOUR))
                .succeedsWithin(PATIENT)
                .isEqualTo(false);
        assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.HELD);
        assertThat(leases.giveUp("memo:a:l", "mine", Duration.ofMinutes(1)))
                .succeedsWithin(PATIENT)
                .isEqualTo(true);
        assertThat(leases.take("memo:a:l", "yours", HOUR)).isEqualTo(Taken.GIVEN_UP);
        assertThat(server.number(redis -> redis.pttl("memo:a:l"))).isBetween(1L, 60_000L);
    }

    @Test
    void messagesReachAllWhoListenAlsoAfterTheirConnectionBroke() throws IOException {
        List<String> here = new CopyOnWriteArrayList<>();
        List<String> there = new CopyOnWriteArrayList<>();
        try (RedisSharedStore other = RedisStores.connected(server.port(), PATIENT)) {
            store.subscribe("memo:news", message -> {
                here.add(message);
                throw new IllegalStateException("a listener's own fault");
            });
            other.subscribe("memo:news", there::add);
            awaitListeners(2);
            store.publish("memo:news", "größer");
            Awaitility.await().atMost(PATIENT).until(() -> here.equals(List.of("größer")) && there.equals(here));

            server.ask(redis -> redis.clientKill(KillArgs.Builder.typePubsub()));
            awaitListeners(2);
            other.publish("memo:news", "again");
            Awaitility.await().atMost(PATIENT).until(() -> here.contains("again") && there.contains("again"));
        }
    }

    private static void awaitListeners(long expected) {
        Awaitility.await()
                .atMost(PATIENT)
                .until(() ->
                        server.ask(redis -> redis.pubsubNumsub("memo:news")).get("memo:news") == expected);
    }

    @Test
    @DisplayName("F23: a key of another type is emptied")
    void foreignKeys() throws IOException {
        server.ask(redis -> redis.lpush("memo:a", "a list"));
        server.ask(redis -> redis.set("memo:m", "a text"));

        assertThat(store.get("memo:a")).isNull();
        assertThat(store.fields("memo:m")).isEmpty();
        assertThat(server.number(redis -> redis.exists("memo:a", "memo:m"))).isZero();
    }

    @Test
    @DisplayName("F28: closed at once, with all its threads; afterwards it refuses")
    void closingEndsAllThreads() {
        store.subscribe("memo:news", message -> {});
        awaitListeners(1);
        long before = System.nanoTime();
        store.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        Awaitility.await()
                .atMost(PATIENT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("memo-redis")));
        assertThatThrownBy(() -> store.get("memo:a"))
                .isInstanceOf(IOException.class)
                .hasMessage("Redis is not connected: it was closed");
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    @Test
    void theApplicationsFactoryStaysAsItWas() throws IOException {
        ClientOptions options = ClientOptions.create();
        ClientResources resources = DefaultClientResources.create();
        RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
        configuration.setDatabase(5);
        LettuceConnectionFactory application = new LettuceConnectionFactory(
                configuration,
                LettuceClientConfiguration.builder()
                        .clientOptions(options)
                        .clientResources(resources)
                        .commandTimeout(Duration.ofSeconds(33))
                        .clientName("shop")
                        .build());
        application.afterPropertiesSet();
        StringRedisTemplate template = new StringRedisTemplate(application);
        template.opsForValue().set("own", "value");

        RedisSharedStore beside = RedisStores.connected(application, PATIENT);
        beside.putIfAbsent("memo:a", new byte[] {1}, HOUR);
        assertThat(template.hasKey("memo:a")).as("the same database").isTrue();
        String clients = server.ask(redis -> redis.clientList());
        assertThat(clients).contains("name=shop");
        beside.close();

        assertThat(application.isRunning()).isTrue();
        assertThat(application.getClientConfiguration().getClientOptions()).containsSame(options);
        assertThat(application.getClientConfiguration().getCommandTimeout()).isEqualTo(Duration.ofSeconds(33));
        assertThat(template.opsForValue().get("own")).isEqualTo("value");
        application.destroy();
        resources.shutdown();
    }

    @Test
    void aListOfMastersAndReplicasIsRefused() {
        LettuceConnectionFactory application =
                RedisStores.application(new RedisStaticMasterReplicaConfiguration("127.0.0.1", server.port()));

        assertThatThrownBy(() -> RedisSharedStore.beside(application, PATIENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not tell where to write");
    }
}
