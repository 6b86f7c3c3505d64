package io.memo.engine;

import static io.memo.engine.Node.NOT_TO_RUN;
import static io.memo.engine.Node.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.memo.TierFigures;
import io.memo.engine.call.Invocation;
import io.memo.store.shared.SharedServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@DisplayName("7.3 the flow of calls on several machines")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedEntriesTests {

    @TempDir
    private Path directory;

    private final SharedServer server = new SharedServer();

    @Test
    @DisplayName("T01 eight machines on 60 keys: one computation of each, and one result for all")
    void eightMachinesComputeEachKeyOnce() throws Exception {
        List<Node> nodes = Stream.generate(() -> new Node(server)).limit(8).toList();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            Map<Integer, AtomicInteger> computations = new ConcurrentHashMap<>();
            List<Callable<Map<Integer, Object>>> callers = IntStream.range(0, 16)
                    .mapToObj(i -> caller(nodes.get(i % 8), new Random(i), computations))
                    .toList();
            Map<Integer, Object> first = new ConcurrentHashMap<>();
            for (Future<Map<Integer, Object>> results : threads.invokeAll(callers)) {
                results.get()
                        .forEach((key, result) -> assertThat(first.computeIfAbsent(key, unused -> result))
                                .isEqualTo(result));
            }
            assertThat(computations).hasSize(60);
            assertThat(computations.values()).extracting(AtomicInteger::get).containsOnly(1);
        } finally {
            threads.shutdownNow();
            nodes.forEach(Node::close);
        }
        waiting().until(() -> server.locks() == 0);
    }

    private static Callable<Map<Integer, Object>> caller(
            Node node, Random random, Map<Integer, AtomicInteger> computations) {
        List<Integer> keys = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(keys, random);
        return () -> {
            Map<Integer, Object> results = new ConcurrentHashMap<>();
            for (Integer key : keys) {
                results.put(key, node.call(key, () -> {
                    int count = computations
                            .computeIfAbsent(key, unused -> new AtomicInteger())
                            .incrementAndGet();
                    return node.slow(key + " computed as " + count + " by " + node.hashCode())
                            .run();
                }));
            }
            return results;
        };
    }

    @Test
    @DisplayName("T01 the result that is stored first becomes that of all who computed it")
    void firstStoredResultIsAdopted() {
        try (Node a = quick();
                Node b = quick()) {
            Object mine = a.call("key", () -> {
                b.call("key", () -> "b");
                b.settle();
                return "a";
            });
            assertThat(mine).isEqualTo("a");
            a.settle();
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("b");
            assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("b");
        }
    }

    /** One whose computations are too short to take turns. */
    private Node quick() {
        Node node = new Node(server);
        node.call("first", () -> "computed in no time");
        node.settle();
        return node;
    }

    @Test
    @DisplayName("T01, 3.7 what was stored first is not adopted in place of what came after a clear")
    void adoptionAfterAClear() {
        try (Node a = quick();
                Node b = quick()) {
            CountDownLatch looking = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            a.line.hook = operation -> {
                if (operation.equals("get")
                        && Thread.currentThread().getName().equals("memo-tier-writer")
                        && looking.getCount() > 0) {
                    looking.countDown();
                    await(go);
                }
            };
            a.call("key", () -> {
                b.call("key", () -> "b");
                b.settle();
                return "a";
            });
            await(looking);
            a.engine.clear();
            assertThat(a.call("key", () -> "new")).isEqualTo("new");
            go.countDown();
            a.settle();
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("new");
            waiting().untilAsserted(() -> assertThat(b.found("key")).isEqualTo("new"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("T01 a method whose computations are short takes no turn after the first")
    void shortComputations() {
        try (Node a = new Node(server)) {
            a.call(1, () -> "one");
            assertThat(a.line.taken).hasValue(1);
            a.call(2, () -> "two");
            assertThat(a.line.taken).hasValue(1);
            a.call(3, a.slow("three"));
            a.call(4, a.slow("four"));
            assertThat(a.line.taken).hasValue(2);
        }
    }

    @Test
    @DisplayName("F22, 3.3 an exception frees the turn, is everybody's own, and nothing is stored")
    void exceptionFreesTheTurn() throws Exception {
        try (Node a = new Node(server);
                Node b = new Node(server)) {
            CountDownLatch runs = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> a.call("key", () -> {
                runs.countDown();
                await(go);
                throw new IllegalStateException("of a");
            }));
            await(runs);
            CompletableFuture<Object> second =
                    CompletableFuture.supplyAsync(() -> b.call("key", () -> "computed by b"));
            int before = b.line.operations.get();
            waiting().until(() -> b.line.operations.get() > before + 4);
            assertThat(second).isNotDone();
            go.countDown();
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("computed by b");
            assertThatThrownBy(first::join).hasRootCauseMessage("of a");
            b.settle();
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("computed by b");
        }
    }

    static Stream<Named<Supplier<Object>>> outcomes() {
        return Stream.of(
                Named.of("an exception", () -> {
                    throw new IllegalStateException("its own");
                }),
                Named.of("too large", () -> "x".repeat(2 * Node.MAX_BYTES)),
                Named.of("not serializable", () -> List.of(new Unshareable("a"))));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    @DisplayName(
            "Issue 14.11: what cannot be shared keeps all others waiting for one run, and later callers not at all")
    void nothingToShare(Supplier<Object> outcome) throws Exception {
        List<Node> nodes = Stream.generate(() -> new Node(server)).limit(4).toList();
        AtomicInteger running = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(3);
        Invocation run = () -> {
            if (running.incrementAndGet() == 1) {
                await(first);
            } else {
                others.countDown();
                await(others);
            }
            return outcome.get();
        };
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Object>> calls = nodes.stream()
                    .map(node -> threads.submit(() -> node.call("key", run)))
                    .toList();
            waiting()
                    .until(() ->
                            running.get() == 1 && nodes.stream().allMatch(node -> node.line.operations.get() > 10));
            assertThat(running).hasValue(1);
            first.countDown();
            await(others);
            for (Future<Object> call : calls) {
                try {
                    call.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseMessage("its own");
                }
            }
            nodes.forEach(Node::settle);
            int taken = nodes.stream().mapToInt(node -> node.line.taken.get()).sum();
            assertThat(taken).as("one of them took the turn").isOne();
            nodes.forEach(node -> node.engine.clear());
            nodes.forEach(node -> waiting().until(() -> !node.shared.reads().isOpen()));
            for (Node node : nodes) {
                node.call("another", node.slow("kept"));
                node.settle();
            }
        } finally {
            threads.shutdownNow();
            nodes.forEach(Node::close);
        }
        waiting().until(() -> server.locks() == 0);
    }

    @Test
    @DisplayName(
            "Issue 14.11: a method that left nothing three times is not waited for, until it leaves something again")
    void nothingToShareThreeTimes() {
        try (Node a = new Node(server)) {
            for (int i = 0; i < 3; i++) {
                assertThat(a.found("key " + i)).isEqualTo("nothing");
            }
            assertThat(a.line.taken).hasValue(3);
            assertThat(a.found("another")).isEqualTo("nothing");
            assertThat(a.line.taken).as("of no key of the method").hasValue(3);
            a.call("good", a.slow("result"));
            a.settle();
            assertThat(a.found("key 4")).isEqualTo("nothing");
            assertThat(a.line.taken).hasValue(4);
            assertThat(a.found("key 4")).isEqualTo("nothing");
            assertThat(a.line.taken).as("of this key").hasValue(4);
            a.fixture.ticker.advance(Duration.ofSeconds(10));
            server.ticker.advance(Duration.ofSeconds(10));
            assertThat(a.found("key 4")).isEqualTo("nothing");
            assertThat(a.line.taken).as("not for ever").hasValue(5);
        }
    }

    @Test
    @DisplayName("Issue 14.12: a hundred interrupted callers say nothing about the store, and keep their flags")
    void interruptedCallers() {
        try (Node a = new Node(server);
                Node b = new Node(server)) {
            a.call("key", a.slow("result"));
            a.settle();
            b.line.hook = operation -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while asked to " + operation);
                }
            };
            for (int i = 0; i < 100; i++) {
                Thread.currentThread().interrupt();
                assertThat(b.call(i, () -> "own")).isEqualTo("own");
                assertThat(Thread.interrupted()).as("the flag").isTrue();
            }
            assertThat(b.got(0, TierFigures.Got.INTERRUPTED)).isEqualTo(100);
            assertThat(b.got(0, TierFigures.Got.FAILED)).isZero();
            assertThat(b.shared.reads().isOpen()).isFalse();
            assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("result");
        }
    }

    @Test
    @DisplayName("F28, 3.2 who is interrupted while another machine computes runs the method, its flag kept")
    void interruptedWaiterRunsTheMethod() throws Exception {
        try (Node a = new Node(server);
                Node b = new Node(server)) {
            CountDownLatch runs = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> a.call("key", () -> {
                runs.countDown();
                await(go);
                return "a";
            }));
            await(runs);
            CompletableFuture<List<Object>> second = new CompletableFuture<>();
            Thread waits = new Thread(() -> {
                Object result = b.call("key", () -> "b");
                second.complete(List.of(result, Thread.currentThread().isInterrupted()));
            });
            int before = b.line.operations.get();
            waits.start();
            waiting().until(() -> b.line.operations.get() > before + 4);
            waits.interrupt();
            assertThat(second.get(30, TimeUnit.SECONDS)).containsExactly("b", true);
            b.settle();
            go.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("a");
            a.settle();
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("b");
        }
    }

    @Test
    @DisplayName("F26 two code versions on one store never read each other's, and a rollback finds its own again")
    void codeVersions() {
        try (Node old = new Node(server, new Fixture().code("old"), null);
                Node fresh = new Node(server, new Fixture().code("new"), null)) {
            old.call("key", old.slow("of the old code"));
            old.settle();
            assertThat(fresh.call("key", fresh.slow("of the new code"))).isEqualTo("of the new code");
            fresh.settle();
            assertThat(server.keys()).hasSize(2);
        }
        try (Node back = new Node(server, new Fixture().code("old"), null)) {
            assertThat(back.call("key", NOT_TO_RUN)).isEqualTo("of the old code");
        }
    }

    @Test
    @DisplayName(
            "F25 what is found at 50 of 60 s goes to disk and memory and ends at 60 s everywhere; 90 s of skew are harmless")
    void timeToLiveEndsEverywhere() {
        Duration ttl = Duration.ofSeconds(60);
        try (Node a = new Node(server, new Fixture().ttl(ttl), null);
                Node b = new Node(server, new Fixture().ttl(ttl), directory);
                Node fast = new Node(server, new Fixture().ttl(ttl), null)) {
            a.call("key", () -> "first");
            a.settle();
            b.fixture.ticker.advance(Duration.ofSeconds(50));
            assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("first");
            b.settle();
            assertThat(b.got(1, TierFigures.Got.HIT)).isOne();
            b.fixture.ticker.advance(Duration.ofMillis(9_999));
            assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("first");
            b.fixture.ticker.advance(Duration.ofMillis(1));
            assertThat(b.found("key")).isEqualTo("nothing");
            assertThat(b.got(0, TierFigures.Got.EXPIRED)).as("on the disk").isOne();
            assertThat(server.keys()).as("gone from the store").isEmpty();
            fast.fixture.ticker.advance(Duration.ofSeconds(90));
            fast.call("key", () -> "of the fast clock");
            fast.settle();
            assertThat(a.found("key")).isEqualTo("first");
            try (Node c = new Node(server, new Fixture().ttl(ttl), null)) {
                assertThat(c.call("key", NOT_TO_RUN)).isEqualTo("of the fast clock");
            }
        }
    }

    @Test
    @DisplayName("F24, 3.4 what is too large is not shared and counted; what is empty or null is a result")
    void tooLargeResultStaysLocal() {
        try (Node a = new Node(server);
                Node b = new Node(server)) {
            Object large = "x".repeat(Node.MAX_BYTES + 1);
            assertThat(a.call("large", () -> large)).isSameAs(large);
            a.call("null", () -> null);
            a.call("empty", () -> "");
            a.settle();
            assertThat(a.method.tiers().get(0).puts())
                    .containsEntry(TierFigures.Put.REFUSED, 1L)
                    .containsEntry(TierFigures.Put.STORED, 2L);
            assertThat(a.call("large", NOT_TO_RUN)).isSameAs(large);
            assertThat(b.found("large")).isEqualTo("nothing");
            assertThat(b.call("null", NOT_TO_RUN)).isNull();
            assertThat(b.call("empty", NOT_TO_RUN)).isEqualTo("");
            waiting().until(() -> server.locks() == 0);
        }
    }

    @Test
    @DisplayName("7.4, F15 whatever the store throws, calls run and nothing but their results comes out")
    void everythingFails() {
        try (Node a = new Node(server)) {
            a.line.hook = operation -> {
                throw new IOException("told to");
            };
            for (int i = 0; i < 20; i++) {
                assertThat(a.call(i, a.slow("result"))).isEqualTo("result");
            }
            a.settle();
            assertThat(a.shared.reads().isOpen()).isTrue();
            a.line.hook = operation -> {};
            a.awaitUp();
            a.fixture.ticker.advance(Duration.ofSeconds(5));
            a.call("key", a.slow("result"));
            a.settle();
            assertThat(server.keys()).hasSize(1);
        }
    }

    @Test
    @DisplayName("7.9 a method whose results cannot be shared runs on memory, and one line says so")
    void notShareable() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.memo.store");
        logger.addAppender(logged);
        try (Node a = new Node(server)) {
            MethodMemoizer method = a.engine.add(a.fixture.spec("Desk.compute", Desk.class));
            Desk target = new Desk();
            for (int i = 0; i < 2; i++) {
                assertThat(method.call(target, new Object[] {"key"}, () -> null))
                        .isNull();
            }
            assertThat(method.figures().hits()).isOne();
            assertThat(method.tiers()).isEmpty();
            assertThat(logged.list)
                    .filteredOn(event -> event.getLevel() == Level.INFO)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .startsWith("Results of Desk.compute are not shared: "));
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            logger.detachAppender(logged);
        }
    }

    record Unshareable(String name) {}

    static final class Desk {

        Unshareable compute(Object input) {
            return new Unshareable(input.toString());
        }
    }
}
