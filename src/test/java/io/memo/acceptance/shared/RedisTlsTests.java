package io.memo.acceptance.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.memo.spring.redis.RedisSharedStore;
import io.memo.store.shared.Leases.Taken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceSslClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Issue 14: a Redis that talks TLS only to those it knows, reached by the application's own settings. */
class RedisTlsTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private static Path folder;

    private static Certificates server;
    private static Certificates client;
    private static Certificates stranger;
    private static RedisServerFixture redis;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        server = Certificates.make(folder, "server");
        client = Certificates.make(folder, "client");
        stranger = Certificates.make(folder, "stranger");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        redis = RedisServerFixture.start(
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", server.certificate().toString(),
                "--tls-key-file", server.key().toString(),
                "--tls-ca-cert-file", client.certificate().toString(),
                "--tls-auth-clients", "yes");
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static SslOptions.Builder identity(Certificates own) {
        return SslOptions.builder()
                .jdkSslProvider()
                .keystore(own.store().toFile(), Certificates.PASSWORD.toCharArray());
    }

    private static LettuceConnectionFactory application(SslOptions options, boolean verify) {
        LettuceSslClientConfigurationBuilder configuration = LettuceClientConfiguration.builder()
                .clientOptions(ClientOptions.builder().sslOptions(options).build())
                .useSsl();
        if (!verify) {
            configuration.disablePeerVerification();
        }
        return new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", port),
                configuration.and().build());
    }

    private static SslOptions options(Certificates own, Certificates trusted) {
        return identity(own)
                .truststore(trusted.store().toFile(), Certificates.PASSWORD)
                .build();
    }

    @Test
    @DisplayName("Issue 14: entries, locks and messages over TLS, with certificates on both sides")
    void allOverTls() throws IOException {
        SslOptions options = options(client, server);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RedisSharedStore some = RedisStores.connected(application(options, true), RedisStores.PATIENT);
                RedisSharedStore other = RedisStores.connected(application(options, true), RedisStores.PATIENT)) {
            byte[] value = "over TLS".getBytes(StandardCharsets.UTF_8);
            assertThat(some.putIfAbsent("memo:tls", value, HOUR)).isTrue();
            assertThat(other.get("memo:tls")).isEqualTo(value);
            assertThat(some.leases().take("memo:tls:l", "mine", HOUR)).isEqualTo(Taken.MINE);
            assertThat(other.leases().take("memo:tls:l", "theirs", HOUR)).isEqualTo(Taken.HELD);
            other.subscribe("memo:channel", heard::add);
            Awaitility.await().atMost(RedisStores.PATIENT).until(() -> {
                some.publish("memo:channel", "cleared");
                return heard.contains("cleared");
            });
        }
    }

    @Test
    @DisplayName("Issue 14: a server that is not trusted gets nothing, unless the application does not look at it")
    void aServerThatIsNotTrusted() throws IOException {
        assertNeverConnected(application(options(client, stranger), true));
        try (RedisSharedStore store =
                RedisStores.connected(application(options(client, stranger), false), RedisStores.PATIENT)) {
            assertThat(store.get("memo:nothing")).isNull();
        }
    }

    @Test
    @DisplayName("Issue 14: a server that does not trust the application: a store that is away, and told so")
    void aServerThatDoesNotTrust() throws IOException {
        assertNeverConnected(application(options(stranger, server), true));
    }

    /** It asks a few times, by the log. */
    private static void assertNeverConnected(LettuceConnectionFactory application) throws IOException {
        long before = connections();
        try (RedisSharedStore store = RedisSharedStore.beside(application, RedisStores.PATIENT)) {
            Awaitility.await().atMost(RedisStores.PATIENT).until(() -> connections() >= before + 3);
            assertThatThrownBy(() -> store.get("memo:a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Redis is not connected");
        }
    }

    private static long connections() {
        return redis.ask(commands -> commands.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum());
    }
}
