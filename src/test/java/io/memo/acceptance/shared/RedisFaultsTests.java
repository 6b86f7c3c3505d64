package io.memo.acceptance.shared;

import static io.memo.acceptance.shared.RedisStores.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.spring.redis.RedisSharedStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.4: a Redis that is gone, slow or silent costs a deadline, and is found again")
class RedisFaultsTests {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DEADLINE = Duration.ofMillis(100);

    /** Far below what Lettuce waits for by itself, far above what a busy machine adds to a deadline. */
    private static final Duration BOUNDED = Duration.ofSeconds(5);

    private RedisServerFixture server;
    private FaultProxy proxy;

    @BeforeEach
    void start() {
        server = RedisServerFixture.start();
        proxy = new FaultProxy(server.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    @DisplayName("F15: hangs, longer than it takes to give up the connection")
    void hangingServerIsFoundAgain() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), DEADLINE)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            proxy.hang();
            assertFails(store, "within 100 ms");
            Awaitility.await().atMost(PATIENT).untilAsserted(() -> assertFails(store, "rejected"));

            proxy.pass();
            awaitValue(store);
        }
    }

    @Test
    @DisplayName("F15: the process is stopped and goes on")
    void standsStill() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(server.port(), DEADLINE)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            server.pause();
            assertFails(store, "within 100 ms");

            server.resume();
            awaitValue(store);
        }
    }

    @Test
    void refusesConnections() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), PATIENT)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            proxy.refuse();
            Awaitility.await().atMost(PATIENT).untilAsserted(() -> assertFails(store, "rejected"));

            proxy.pass();
            awaitValue(store);
        }
    }

    @Test
    @DisplayName("F13: absent at the start, appears later")
    void appearsLater() throws IOException {
        try (RedisServerFixture late = RedisServerFixture.absent();
                RedisSharedStore store = RedisSharedStore.beside(RedisStores.application(late.port()), PATIENT)) {
            Awaitility.await().atMost(PATIENT).untilAsserted(() -> assertFails(store, "Connection refused"));
            assertThatThrownBy(store::ping).isInstanceOf(IOException.class);
            store.subscribe("memo:news", message -> {});

            late.restart();
            RedisStores.awaitAnswers(store);
            assertThat(store.putIfAbsent("memo:a", new byte[] {1}, HOUR)).isTrue();
            Awaitility.await()
                    .atMost(PATIENT)
                    .until(() ->
                            late.ask(redis -> redis.pubsubNumsub("memo:news")).get("memo:news") == 1);
        }
    }

    @Test
    @DisplayName("F14: killed and started again, with what it held and without")
    void restartedServerIsFoundAgain() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(server.port(), PATIENT)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            server.kill();
            Awaitility.await().atMost(PATIENT).untilAsserted(() -> assertFails(store, "rejected"));
            server.restart();
            awaitValue(store);

            server.kill();
            server.restartEmpty();
            RedisStores.awaitAnswers(store);
            assertThat(store.get("memo:a")).isNull();
        }
    }

    @Test
    @DisplayName("F17: cut at any place of a large reply: a failure, and the next reply belongs to the next key")
    void cutInTheMiddle() throws IOException {
        byte[] large = new byte[200_000];
        Arrays.fill(large, (byte) 7);
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), PATIENT)) {
            store.putIfAbsent("memo:large", large, HOUR);
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            store.putField("memo:m", "key", "x".repeat(50_000));
            for (int bytes : List.of(0, 1, 5, 9, 10, 5_000, 100_000, 199_999, 200_009, 200_010)) {
                RedisStores.awaitAnswers(store);
                proxy.cutAfterBytes(bytes);
                assertThatThrownBy(() -> store.get("memo:large"))
                        .as("after %s bytes", bytes)
                        .isInstanceOf(IOException.class);
                proxy.pass();
                awaitValue(store);

                proxy.cutAfterBytes(Math.min(bytes, 50_000));
                assertThatThrownBy(() -> store.fields("memo:m")).isInstanceOf(IOException.class);
                proxy.pass();
                RedisStores.awaitAnswers(store);
                assertThat(store.fields("memo:m")).hasSize(1).containsEntry("key", "x".repeat(50_000));
            }
        }
    }

    @Test
    @DisplayName("F17: no reply is ever given to another key, however many are given up or cut off")
    void repliesBelongToTheirKeys() throws Exception {
        int keys = 40;
        try (RedisSharedStore writer = RedisStores.connected(server.port(), PATIENT)) {
            for (int key = 0; key < keys; key++) {
                writer.putIfAbsent("memo:" + key, value(key), HOUR);
            }
        }
        AtomicInteger right = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), Duration.ofMillis(3))) {
            List<Future<?>> readers = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(reader -> threads.submit(() -> {
                        while (failed.get() < 500 || right.get() < 500) {
                            int key = ThreadLocalRandom.current().nextInt(keys);
                            try {
                                assertThat(store.get("memo:" + key)).isEqualTo(value(key));
                                right.incrementAndGet();
                            } catch (IOException e) {
                                failed.incrementAndGet();
                            }
                        }
                        return null;
                    }))
                    .toList();
            AtomicInteger round = new AtomicInteger();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        switch (round.getAndIncrement() % 10) {
                            case 0, 1 -> proxy.delay(5);
                            case 2 -> proxy.cutAfterBytes(30_000);
                            default -> proxy.pass();
                        }
                        return readers.stream().allMatch(Future::isDone);
                    });
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName(
            "F16, T03: flipped bits may fail a command, even give other bytes; the connection is good again afterwards")
    void flippedBits() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), DEADLINE)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            proxy.corrupt(3);
            Awaitility.await()
                    .atMost(PATIENT)
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> store.get("memo:a")).isInstanceOf(IOException.class));

            proxy.pass();
            awaitValue(store);
        }
    }

    @Test
    @DisplayName("F17: replies that are out of step with the commands do not stay so")
    void outOfStep() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), PATIENT)) {
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            store.putIfAbsent("memo:b", new byte[] {2}, HOUR);
            proxy.inject("$1\r\n7\r\n".getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().atMost(PATIENT).ignoreExceptions().untilAsserted(() -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(store.get("memo:a")).containsExactly(1);
                    assertThat(store.get("memo:b")).containsExactly(2);
                }
            });
        }
    }

    @Test
    @DisplayName("F16: one byte in 10 ms is too slow, and no harm is left")
    void slowAnswerFailsWithoutHarm() throws IOException {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), DEADLINE)) {
            byte[] bytes = new byte[1_000];
            store.putIfAbsent("memo:large", bytes, HOUR);
            store.putIfAbsent("memo:a", new byte[] {1}, HOUR);
            proxy.bytesPerSecond(100);
            assertThatThrownBy(() -> store.get("memo:large")).isInstanceOf(IOException.class);

            proxy.pass();
            awaitValue(store);
            assertThat(store.get("memo:large")).isEqualTo(bytes);
        }
    }

    @Test
    @DisplayName("F28: an interrupted thread does not wait, and stays interrupted")
    void interruptedThreadDoesNotWait() throws Exception {
        try (RedisSharedStore store = RedisStores.connected(proxy.port(), PATIENT)) {
            proxy.hang();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread waiting = new Thread(() -> {
                try {
                    assertThatThrownBy(() -> store.get("memo:a")).isInstanceOf(InterruptedIOException.class);
                    flag.complete(Thread.currentThread().isInterrupted());
                } catch (Throwable e) {
                    flag.completeExceptionally(e);
                }
            });
            waiting.start();
            Awaitility.await().atMost(PATIENT).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            waiting.interrupt();

            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    @DisplayName("F28: closes in time while it hangs, while it connects and before it did")
    void closesWhileSilent() {
        RedisSharedStore store = RedisStores.connected(proxy.port(), DEADLINE);
        proxy.hang();
        assertFails(store, "within 100 ms");
        RedisSharedStore connecting = RedisSharedStore.beside(RedisStores.application(proxy.port()), DEADLINE);
        RedisSharedStore young = RedisSharedStore.beside(RedisStores.application(proxy.port()), DEADLINE);
        for (RedisSharedStore each : List.of(young, connecting, store)) {
            long before = System.nanoTime();
            each.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
        Awaitility.await()
                .atMost(PATIENT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("memo-redis")));
    }

    private static void assertFails(RedisSharedStore store, String message) {
        long before = System.nanoTime();
        assertThatThrownBy(() -> store.get("memo:a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUNDED);
    }

    private static void awaitValue(RedisSharedStore store) {
        Awaitility.await()
                .atMost(PATIENT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(store.get("memo:a")).containsExactly(1));
    }

    private static byte[] value(int key) {
        byte[] value = new byte[1 + key * 1_000];
        Arrays.fill(value, (byte) key);
        return value;
    }
}
