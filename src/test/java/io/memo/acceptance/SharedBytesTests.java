package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.SetArgs;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Others write into the Redis that results are shared through, or the network changes what is read there. */
@DisplayName("7.4, 8: bytes that no machine of the application wrote so are a miss, and are not decoded")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
public class SharedBytesTests {

    private static final int READS = Integer.getInteger("memo.reads", 500);

    private static final String OLD = "the secret of last year";

    /** Tells when it is read; a class that the application lets through. */
    private static final String CANARY = """
            package shop;
            public class Canary implements java.io.Serializable {
                public final int key;
                public Canary(int key) { this.key = key; }
                private void readObject(java.io.ObjectInputStream in) throws Exception {
                    io.memo.acceptance.SharedBytesTests.read();
                    in.defaultReadObject();
                }
                @Override public String toString() { return "canary " + key; }
            }
            """;

    private static final String CAGE = """
            package shop;
            @org.springframework.stereotype.Service
            public class Cage {
                @io.memo.Memoize public Canary bird(int key) {
                    io.memo.acceptance.Runs.ran("bird");
                    return new Canary(key);
                }
            }
            """;

    private static final String BEAN = "shop.Cage";
    private static final String DECODED = "decoded";

    @TempDir
    private Path folder;

    private RedisServerFixture redis;
    private Machines machines;
    private final Callers callers = new Callers();

    @BeforeEach
    void start() {
        World.reset();
        redis = RedisServerFixture.start();
        machines = Machines.in(folder, redis, CANARY, CAGE);
    }

    @AfterEach
    void stop() {
        machines.close();
        redis.close();
    }

    /** Called by what is decoded; what a machine writes itself it decodes too, by another thread, to see whether it can be. */
    public static void read() {
        if (!Thread.currentThread().getName().startsWith("memo-")) {
            Runs.ran(DECODED);
        }
    }

    /** Returns the only entry of birds, by a machine with these properties, which is stopped; nothing is left in Redis. */
    private Map.Entry<String, byte[]> written(int key, String... properties) {
        try (Machine machine = machines.start(properties)) {
            machine.application().call(BEAN, "bird", key);
            String name = machines.awaitEntries("Cage.bird", 1).get(0);
            byte[] bytes = machines.inRedis(commands -> commands.get(name));
            machines.inRedis(commands -> commands.del(name));
            return Map.entry(name, bytes);
        }
    }

    @Test
    @DisplayName("F10, F11: unsigned, of another secret, another key, another application, cut, flipped, made up")
    void hostile() throws IOException {
        Map.Entry<String, byte[]> genuine = written(1);
        Map.Entry<String, byte[]> other = written(2);
        assertThat(written(1, "memo.shared.unsigned=true", "memo.shared.secret=")
                        .getKey())
                .as("where an unsigned one would lie")
                .isEqualTo(genuine.getKey());
        Map<String, byte[]> payloads = new LinkedHashMap<>();
        payloads.put(
                "unsigned",
                written(1, "memo.shared.unsigned=true", "memo.shared.secret=").getValue());
        payloads.put("another secret", written(1, "memo.shared.secret=" + OLD).getValue());
        payloads.put("another key", other.getValue());
        payloads.put(
                "another application",
                written(1, "spring.application.name=other").getValue());
        payloads.put("what Java wrote", javaBytes());
        payloads.put("nothing", new byte[0]);
        byte[] random = new byte[1 << 20];
        new Random(7).nextBytes(random);
        payloads.put("random", random);
        byte[] bytes = genuine.getValue();
        for (int length : List.of(1, 4, 11, 12, 40, bytes.length / 2, bytes.length - 33, bytes.length - 1)) {
            payloads.put("cut to " + length, Arrays.copyOf(bytes, length));
        }
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            payloads.put("flipped at " + at, flipped);
        }
        byte[] longer = ByteBuffer.allocate(bytes.length + 7).put(bytes).array();
        payloads.put("longer", longer);
        byte[] mixed = bytes.clone();
        byte[] canary = javaBytes();
        System.arraycopy(canary, 0, mixed, bytes.length - 32 - canary.length, canary.length);
        payloads.put("another payload under a genuine head", mixed);

        Machine machine = machines.start();
        int ranBefore = Runs.of("bird");
        int tried = 0;
        for (Map.Entry<String, byte[]> payload : payloads.entrySet()) {
            machines.inRedis(commands -> commands.set(genuine.getKey(), payload.getValue()));
            assertThat(machine.application().<Object>call(BEAN, "bird", 1))
                    .as(payload.getKey())
                    .hasToString("canary 1");
            tried++;
            assertThat(Runs.of("bird") - ranBefore).as(payload.getKey()).isEqualTo(tried);
            assertThat(figure(machine, Got.CORRUPT) + figure(machine, Got.FOREIGN))
                    .as(payload.getKey())
                    .isEqualTo(tried);
            int all = tried;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> figures(machine).puts().get(Put.STORED) == all);
            machine.memoizer().clear("Cage.bird", 1);
        }
        assertThat(Runs.of(DECODED)).as("nothing was decoded").isZero();
        // The same bytes, genuine.
        machines.inRedis(commands -> commands.set(genuine.getKey(), bytes));
        assertThat(machine.application().<Object>call(BEAN, "bird", 1)).hasToString("canary 1");
        assertThat(Runs.of("bird") - ranBefore).isEqualTo(tried);
        assertThat(Runs.of(DECODED)).as("were it decoded, it would be noticed").isPositive();
        System.out.println("F10, F11: " + payloads.size() + " hostile entries, 0 decoded, 0 wrong, 0 exceptions");
    }

    private static TierFigures figures(Machine machine) {
        return machine.application().memoized("Cage.bird").tiers().get(0);
    }

    private static long figure(Machine machine, Got outcome) {
        return figures(machine).gets().get(outcome);
    }

    private static byte[] javaBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Trap());
        }
        return bytes.toByteArray();
    }

    /** Says when it is read. */
    private static final class Trap implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(java.io.ObjectInputStream in) throws IOException, ClassNotFoundException {
            read();
            in.defaultReadObject();
        }
    }

    @Test
    @DisplayName("F11: after a clear, the bytes from before it under their old name and under the new one")
    void replayed() {
        Machine first = machines.start();
        callers.call(first, "text", 1);
        String before = machines.awaitEntries("Stock.text", 1).get(0);
        byte[] old = machines.inRedis(commands -> commands.get(before));
        int since = World.change();
        first.memoizer().clear("Stock.text");
        callers.call(first, "text", 1, since);
        machines.awaitEntries("Stock.text", 2);
        machines.inRedis(commands -> commands.set(before, old, SetArgs.Builder.px(600_000)));
        Machine second = machines.start();
        callers.call(second, "text", 1, since);
        assertThat(second.got("text", Got.HIT)).isOne();
        callers.assertUndisturbed("F11 replayed after a clear");
    }

    @Test
    @DisplayName("C2: a network that flips bits: never another value")
    void flippedBits() {
        Machine writer = machines.start();
        int keys = 200;
        for (int key = 0; key < keys; key++) {
            callers.call(writer, "text", key);
        }
        machines.awaitEntries("Stock.text", keys);
        Machine machine = machines.start("memo.max-entries=1");
        Random random = new Random(7);
        AtomicInteger key = new AtomicInteger();
        long answered = 0;
        while (answered < READS) {
            machine.network().corrupt(100 + random.nextInt(3_000));
            for (int i = 0; i < 20; i++) {
                callers.call(machine, "text", key.getAndIncrement() % keys);
            }
            machine.network().pass();
            machine.awaitJoined();
            answered = machine.got("text", Got.HIT)
                    + machine.got("text", Got.MISS)
                    + machine.got("text", Got.CORRUPT)
                    + machine.got("text", Got.FOREIGN)
                    + machine.got("text", Got.UNREADABLE);
        }
        System.out.println("C2: " + machine.shared("text").gets() + ", "
                + machine.network().flipped() + " bits flipped");
        assertThat(machine.network().flipped()).isPositive();
        assertThat(machine.got("text", Got.CORRUPT)).isPositive();
        callers.assertUndisturbed("C2 flipped bits");
    }

    @Test
    @DisplayName("8: the secret is changed in three steps, during which every machine reads every other's entries")
    void rotation() {
        String current = "memo.shared.secret=" + Machines.SECRET;
        String next = "memo.shared.secret=" + OLD;
        Machine before = machines.start(current);
        callers.call(before, "text", 1);
        machines.awaitEntries("Stock.text", 1);

        Machine accepts = machines.start(current, "memo.shared.accepted-secrets=" + OLD);
        Machine signs = machines.start(next, "memo.shared.accepted-secrets=" + Machines.SECRET);
        callers.call(accepts, "text", 1);
        callers.call(signs, "text", 1);
        assertThat(Runs.of("text")).isOne();
        callers.call(signs, "text", 2);
        machines.awaitEntries("Stock.text", 2);
        callers.call(accepts, "text", 2);
        assertThat(Runs.of("text")).isEqualTo(2);

        Machine after = machines.start(next);
        callers.call(after, "text", 2);
        assertThat(Runs.of("text")).isEqualTo(2);
        callers.call(after, "text", 1);
        assertThat(Runs.of("text")).as("what the old secret signed is a miss").isEqualTo(3);
        assertThat(after.got("text", Got.FOREIGN)).isOne();
        callers.assertUndisturbed("8 secrets");
    }
}
