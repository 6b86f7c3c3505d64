package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.SetArgs;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.acceptance.shared.RedisServerFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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

    /** Returns what a machine with these properties stores for the first birds; nothing of it is left in Redis. */
    private List<Map.Entry<String, byte[]>> written(int birds, String... properties) {
        try (Machine machine = machines.start(properties)) {
            Set<String> names = new LinkedHashSet<>();
            for (int bird = 0; bird < birds; bird++) {
                machine.application().call(BEAN, "bird", bird);
                List<String> found = machines.awaitEntries("Cage.bird", bird + 1);
                names.addAll(found);
            }
            List<Map.Entry<String, byte[]>> entries = names.stream()
                    .map(name -> Map.entry(name, machines.inRedis(commands -> commands.get(name))))
                    .toList();
            machines.inRedis(commands -> commands.del(names.toArray(String[]::new)));
            return entries;
        }
    }

    /** What somebody makes of the genuine bytes; {@code others} stored birds as well. */
    private static Map<String, UnaryOperator<byte[]>> hostile(int length, Map<String, byte[]> others)
            throws IOException {
        byte[] random = new byte[1 << 20];
        new Random(7).nextBytes(random);
        byte[] canary = javaBytes();
        Map<String, UnaryOperator<byte[]>> hostile = new LinkedHashMap<>();
        others.forEach((who, bytes) -> hostile.put(who, genuine -> bytes));
        hostile.put("what Java wrote", genuine -> canary);
        hostile.put("nothing", genuine -> new byte[0]);
        hostile.put("random", genuine -> random);
        for (int cut : List.of(1, 4, 11, 12, 40, length / 2, length - 33, length - 1)) {
            hostile.put("cut to " + cut, genuine -> Arrays.copyOf(genuine, cut));
        }
        for (int i = 0; i < length; i++) {
            int at = i;
            hostile.put("flipped at " + at, genuine -> {
                byte[] flipped = genuine.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                return flipped;
            });
        }
        hostile.put("longer", genuine -> Arrays.copyOf(genuine, genuine.length + 7));
        hostile.put("another payload under a genuine head", genuine -> {
            byte[] mixed = genuine.clone();
            System.arraycopy(canary, 0, mixed, genuine.length - 32 - canary.length, canary.length);
            return mixed;
        });
        return hostile;
    }

    @Test
    @DisplayName("F10, F11: unsigned, of another secret, another key, another application, cut, flipped, made up")
    void hostileEntryIsNotDecoded() throws IOException {
        String[] unsigned = {"memo.shared.unsigned=true", "memo.shared.secret="};
        Map.Entry<String, byte[]> first = written(1).get(0);
        Map.Entry<String, byte[]> unsignedFirst = written(1, unsigned).get(0);
        assertThat(unsignedFirst.getKey()).as("of another realm").isNotEqualTo(first.getKey());
        // The first payload is tried as bird 0, the second as bird 1, and so on.
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put("unsigned", unsignedFirst.getValue());
        others.put(
                "another secret", written(2, "memo.shared.secret=" + OLD).get(1).getValue());
        others.put(
                "another application",
                written(3, "spring.application.name=other").get(2).getValue());
        others.put("another key", first.getValue());
        Map<String, UnaryOperator<byte[]>> hostile = hostile(first.getValue().length, others);
        List<Map.Entry<String, byte[]>> genuine = written(hostile.size() + 1);

        Machine machine = machines.start();
        int ranBefore = Runs.of("bird");
        int bird = 0;
        int seen = 0;
        for (Map.Entry<String, UnaryOperator<byte[]>> payload : hostile.entrySet()) {
            String what = payload.getKey();
            Map.Entry<String, byte[]> entry = genuine.get(bird);
            byte[] bytes = payload.getValue().apply(entry.getValue());
            machines.inRedis(commands -> commands.set(entry.getKey(), bytes));
            assertThat(machine.application().<Object>call(BEAN, "bird", bird))
                    .as(what)
                    .hasToString("canary " + bird);
            bird++;
            assertThat(Runs.of("bird") - ranBefore).as(what).isEqualTo(bird);
            // An empty value cannot be told from none: it is replaced, but not counted.
            seen += bytes.length == 0 ? 0 : 1;
            assertThat(figure(machine, Got.CORRUPT) + figure(machine, Got.FOREIGN))
                    .as(what)
                    .isEqualTo(seen);
        }
        assertThat(Runs.of(DECODED)).as("nothing was decoded").isZero();
        Map.Entry<String, byte[]> untouched = genuine.get(bird);
        machines.inRedis(commands -> commands.set(untouched.getKey(), untouched.getValue()));
        assertThat(machine.application().<Object>call(BEAN, "bird", bird)).hasToString("canary " + bird);
        assertThat(Runs.of("bird") - ranBefore).isEqualTo(bird);
        assertThat(Runs.of(DECODED)).as("were it decoded, it would be noticed").isPositive();
        System.out.println("F10, F11: " + hostile.size() + " hostile entries, 0 decoded, 0 wrong, 0 exceptions");
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
    void replayedEntryStaysCleared() {
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
    @DisplayName("T03: a network that flips bits: never another value")
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
    void secretRotationKeepsEntriesReadable() {
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
        assertThat(after.got("text", Got.FOREIGN))
                .as("it lies under another name")
                .isZero();
        machines.awaitEntries("Stock.text", 3);

        int version = World.change();
        accepts.memoizer().clear();
        await().atMost(Machines.PATIENCE)
                .until(() -> World.version("text", 1, signs.<String>call("text", 1)) >= version);
        await().atMost(Machines.PATIENCE)
                .until(() -> World.version("text", 2, after.<String>call("text", 2)) >= version);
        callers.assertUndisturbed("8 secrets");
    }
}
