package io.memo.store.shared;

import static io.memo.store.shared.SharedMachine.key;
import static io.memo.store.shared.SharedMachine.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@DisplayName("7.3 entries in a store of several machines")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedTierTests {

    private final SharedServer server = new SharedServer();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.memo.store")).addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.memo.store")).detachAppender(logged);
    }

    @Test
    @DisplayName("what one puts all get; what is there stays; a clear is one for all, of one method or of all")
    void putGetClear() throws IOException {
        try (SharedMachine a = SharedMachine.up(server);
                SharedMachine b = SharedMachine.up(server)) {
            assertThat(a.put("m", "1", "one")).isTrue();
            assertThat(b.put("m", "1", "other")).isFalse();
            a.put("n", "1", "n-one");
            assertThat(b.get("m", "1")).isEqualTo("one");
            a.tier.clear("m");
            assertThat(a.get("m", "1")).isEqualTo("nothing");
            waiting().untilAsserted(() -> assertThat(b.get("m", "1")).isEqualTo("nothing"));
            assertThat(b.cleared).containsOnly("m");
            assertThat(a.cleared).isEmpty();
            assertThat(b.get("n", "1")).isEqualTo("n-one");
            b.tier.clear();
            waiting().untilAsserted(() -> assertThat(a.get("n", "1")).isEqualTo("nothing"));
            assertThat(a.cleared).containsOnly("null");
            a.put("m", "1", "new");
            a.tier.remove(key("m", "1"));
            assertThat(b.get("m", "1")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("F25 an entry is put with the time that it has left, and not when it has none")
    void timeLeft() throws IOException {
        try (SharedMachine a = SharedMachine.up(server)) {
            a.put("m", "1", "one", a.ticker.now().plusSeconds(10));
            assertThat(a.put("m", "2", "two", a.ticker.now().plusNanos(999_999)))
                    .isTrue();
            assertThat(a.put("m", "3", "three", a.ticker.now())).isTrue();
            assertThat(server.keys()).hasSize(1);
            server.ticker.advance(Duration.ofSeconds(10));
            assertThat(a.get("m", "1")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName(
            "F13, F14 the store is missing at the start, comes, goes, comes: one line for each change, nothing for the start")
    void oneLineForEachChange() {
        SharedServer.Line line = server.line();
        line.cut = true;
        try (SharedMachine a = new SharedMachine(line)) {
            waiting().until(() -> count(Level.WARN) == 1);
            int asked = line.operations.get();
            waiting().until(() -> line.operations.get() > asked);
            assertThat(a.tier.reads().isOpen()).isTrue();
            line.cut = false;
            a.awaitUp();
            assertThat(count(Level.INFO)).isOne();
            line.cut = true;
            a.tier.reads().close();
            waiting().until(() -> a.get("m", "1").equals("unknown"));
            assertThat(count(Level.WARN)).isOne();
        }
        try (SharedMachine b = SharedMachine.up(server)) {
            assertThat(b.get("m", "1")).isEqualTo("nothing");
        }
        assertThat(count(Level.WARN)).isOne();
        assertThat(count(Level.INFO)).isOne();
    }

    private long count(Level level) {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel() == level)
                .count();
    }

    @Test
    @DisplayName("whatever is thrown while it is looked whether the store answers, somebody looks again")
    void probeThatFails() {
        SharedServer.Line line = server.line();
        AtomicInteger pings = new AtomicInteger();
        line.hook = operation -> {
            if (operation.equals("ping") && pings.incrementAndGet() <= 2) {
                throw new StackOverflowError();
            }
        };
        try (SharedMachine a = new SharedMachine(line).awaitUp()) {
            assertThat(a.get("m", "1")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("F28 closing ends the thread and the line; messages that come later do no harm")
    void closingEndsThreadAndLine() throws IOException {
        SharedMachine a = SharedMachine.up(server);
        try (SharedMachine b = SharedMachine.up(server)) {
            a.close();
            a.line.closed = false;
            a.line.deaf = false;
            b.tier.clear("m");
            assertThat(a.cleared).isEmpty();
        }
        waiting()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("memo-shared")));
    }

    @Test
    @DisplayName("names keep applications and methods apart, and have no braces")
    void namesKeepApplicationsApart() throws IOException {
        try (SharedMachine a = SharedMachine.up(server)) {
            a.put("{a}:b", "1", "one");
            a.put("a:b", "1", "two");
            assertThat(server.keys())
                    .hasSize(2)
                    .allSatisfy(key ->
                            assertThat(key).startsWith("memo:app:unsigned:2:").doesNotContain("{"));
            assertThat(server.epochs()).containsOnlyKeys(Map.of("life", "").keySet());
        }
    }
}
