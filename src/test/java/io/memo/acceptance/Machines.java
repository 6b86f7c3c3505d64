package io.memo.acceptance;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.memo.acceptance.shared.RedisServerFixture;
import io.memo.store.tier.entry.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Applications that share a Redis, each as on a machine of its own, behind a network of its own. */
final class Machines implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String SECRET = "a secret of the tests";

    static final String STOCK = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.World;
            @org.springframework.stereotype.Service
            public class Stock {
                @Memoize public String text(int key) { return World.read("text", key); }
                @Memoize public String large(int key) { return World.read("large", key); }
                @Memoize public String slow(int key) { return World.readSlowly("slow", key); }
                @Memoize public String told(int key) { return World.readWhenTold(key); }
                @Memoize(persist = true) public String kept(int key) { return World.read("kept", key); }
                @Memoize public String sized(int length) { return length < 0 ? null : "x".repeat(length); }
                @Memoize public String fails(int key) {
                    World.readSlowly("fails", key);
                    throw new IllegalStateException("its own");
                }
            }
            """;

    static final String REDIS = """
            package shop;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
            import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Connections {
                @org.springframework.context.annotation.Bean
                LettuceConnectionFactory redis(
                        @Value("${redis}") int port,
                        @Value("${redis.user:}") String user,
                        @Value("${redis.password:}") String password) {
                    RedisStandaloneConfiguration server = new RedisStandaloneConfiguration("127.0.0.1", port);
                    if (!user.isEmpty()) {
                        server.setUsername(user);
                        server.setPassword(password);
                    }
                    return new LettuceConnectionFactory(server);
                }
            }
            """;

    private final Path folder;
    private final RedisServerFixture redis;
    private final List<Machine> machines = new ArrayList<>();
    private RedisClient client;
    private RedisCommands<String, byte[]> commands;

    private Machines(Path folder, RedisServerFixture redis) {
        this.folder = folder;
        this.redis = redis;
    }

    /** The properties of an application that shares its results. */
    static OutsideApplication.Setup setup(Path classes, Path disk) {
        return OutsideApplication.in(classes)
                .property("spring.application.name", "shop")
                .property("memo.persist.directory", disk)
                .property("memo.shared.enabled", true)
                .property("memo.shared.secret", SECRET)
                .property("memo.shared.min-compute", "0ms")
                .property("memo.shared.deadline", "2s");
    }

    /** Compiles the application, with more of its types. */
    static Machines in(Path folder, RedisServerFixture redis, String... more) {
        OutsideApplication.compile(
                classes(folder),
                Stream.concat(Stream.of(STOCK, REDIS), Stream.of(more)).toArray(String[]::new));
        return new Machines(folder, redis);
    }

    private static Path classes(Path folder) {
        return folder.resolve("classes");
    }

    Path classes() {
        return classes(folder);
    }

    /** Starts one more, and waits until it reads from the store. */
    Machine start(String... properties) {
        Machine started = startWithoutStore(properties);
        started.awaitJoined();
        return started;
    }

    /** Starts one more; {@code name=value} each. */
    Machine startWithoutStore(String... properties) {
        Machine started = new Machine(redis.port(), network -> {
            OutsideApplication.Setup setup = setup(classes(folder), folder.resolve("disk" + machines.size()))
                    .property("redis", network.port());
            for (String property : properties) {
                String[] parts = property.split("=", 2);
                setup.property(parts[0], parts[1]);
                if (property.equals("web=true")) {
                    setup.web();
                }
            }
            return setup.start();
        });
        machines.add(started);
        return started;
    }

    /** Returns the name of the map of epochs of those who have the secret. */
    static String epochs() {
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        return "memo:shop:" + Seal.signature(List.of(secret)).realms().get(0).name() + ":2:epochs";
    }

    /** Returns the names of the entries of a method that are in the store. */
    List<String> entries(String method) {
        return inRedis(commands -> commands.keys("memo:*:2:*:" + method + ":*")).stream()
                .filter(key -> !key.endsWith(":l"))
                .sorted()
                .toList();
    }

    /** Waits until so many results of the method are in the store. */
    List<String> awaitEntries(String method, int count) {
        return await().atMost(PATIENCE).until(() -> entries(method), found -> found.size() == count);
    }

    /** Lets somebody else who has access to Redis do something. */
    <T> T inRedis(Function<RedisCommands<String, byte[]>, T> question) {
        if (client == null) {
            client = RedisClient.create(RedisURI.Builder.redis("127.0.0.1", redis.port())
                    .withTimeout(PATIENCE)
                    .build());
            commands = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                    .sync();
        }
        return question.apply(commands);
    }

    @Override
    public void close() {
        machines.forEach(Machine::close);
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ZERO);
        }
    }
}
