package io.memo.engine;

import static io.memo.engine.Node.NOT_TO_RUN;
import static io.memo.engine.Node.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.TierFigures;
import io.memo.store.shared.SharedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("7.3, 3.7 clears on several machines")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedClearTests {

    @TempDir
    private Path directory;

    private final SharedServer server = new SharedServer();

    @Test
    @DisplayName("7.3 a clear empties the memory and the disk of the other machines")
    void otherMachinesAreEmptied() {
        try (Node a = new Node(server);
                Node b = new Node(server, new Fixture(), directory)) {
            a.call("key", () -> "old");
            a.settle();
            assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("old");
            b.settle();
            a.engine.clear();
            waiting().untilAsserted(() -> assertThat(b.found("key")).isEqualTo("nothing"));
            assertThat(b.got(0, TierFigures.Got.HIT)).as("from the disk").isZero();
        }
        try (Node restarted = new Node(server, new Fixture(), directory)) {
            assertThat(restarted.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("F18 a machine that did not run when others cleared does not return what its disk kept")
    void clearedWhileDown() {
        try (Node a = new Node(server, new Fixture(), directory)) {
            a.call("key", () -> "old");
            a.settle();
        }
        try (Node b = new Node(server)) {
            b.fixture.ticker.advance(Duration.ofMinutes(1));
            b.engine.clear();
        }
        try (Node a = new Node(server, new Fixture(), directory)) {
            a.fixture.ticker.advance(Duration.ofMinutes(10));
            assertThat(a.call("key", () -> "new")).isEqualTo("new");
            a.settle();
        }
        try (Node a = new Node(server, new Fixture(), directory)) {
            a.fixture.ticker.advance(Duration.ofMinutes(10));
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("new");
            assertThat(a.got(0, TierFigures.Got.HIT)).as("from the disk").isOne();
        }
    }

    @Test
    @DisplayName("F18 cut off, each side is right by itself; once together again what was cleared is gone on all")
    void sidesOfPartitionAgreeAfterwards() {
        try (Node a = new Node(server);
                Node b = new Node(server);
                Node c = new Node(server, new Fixture(), directory)) {
            a.call("key", () -> "old");
            a.settle();
            b.call("key", NOT_TO_RUN);
            c.call("key", NOT_TO_RUN);
            c.settle();
            c.line.cut = true;
            c.engine.clear();
            assertThat(c.call("key", () -> "of c")).isEqualTo("of c");
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("old");
            a.engine.clear();
            assertThat(a.call("key", () -> "of a")).isEqualTo("of a");
            a.settle();
            assertThat(c.call("key", NOT_TO_RUN)).as("has not heard of it").isEqualTo("of c");
            c.line.cut = false;
            waiting().untilAsserted(() -> {
                assertThat(c.found("key")).isEqualTo("nothing");
                assertThat(b.found("key")).isEqualTo("nothing");
            });
            waiting().untilAsserted(() -> assertThat(a.found("key")).isEqualTo("nothing"));
            c.call("key", () -> "after all");
            c.settle();
            waiting().untilAsserted(() -> assertThat(a.found("key")).isEqualTo("after all"));
        }
    }

    @Test
    @DisplayName("3.7 the result of one call that was cleared while the store was away does not come back from it")
    void clearOfOneCallWhileAway() {
        try (Node a = new Node(server, new Fixture(), directory);
                Node b = new Node(server)) {
            a.call("key", () -> "old");
            a.settle();
            a.line.cut = true;
            a.engine.clear("Target.compute", "key");
            assertThat(a.found("key")).isEqualTo("nothing");
            a.line.cut = false;
            waiting().until(() -> {
                b.found("key");
                return a.call("probe", () -> "any").equals("any")
                        && !a.shared.reads().isOpen();
            });
            assertThat(a.found("key")).isEqualTo("nothing");
            waiting().untilAsserted(() -> assertThat(b.found("key")).isEqualTo("nothing"));
        }
    }

    @Test
    @DisplayName("3.7 a run during which another machine cleared is stored nowhere")
    void clearedDuringTheRun() {
        try (Node a = new Node(server, new Fixture(), directory);
                Node b = new Node(server)) {
            a.call("key", () -> {
                a.call("other", () -> "any");
                a.settle();
                b.engine.clear();
                waiting().until(() -> a.found("other").equals("nothing"));
                return "old";
            });
            a.settle();
            assertThat(server.keys()).as("the other one, out of reach").hasSize(1);
            assertThat(a.found("key")).isEqualTo("nothing");
        }
        try (Node a = new Node(server, new Fixture(), directory)) {
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("Issue 12.14: a clear of one call reaches the memory and the disk of the other machines")
    void clearOfOneCall() {
        try (Node a = new Node(server);
                Node b = new Node(server, new Fixture(), directory)) {
            a.call("key", () -> "old");
            a.call("other", () -> "kept");
            a.settle();
            b.call("key", NOT_TO_RUN);
            b.call("other", NOT_TO_RUN);
            b.settle();
            a.engine.clear("Target.compute", "key");
            waiting().untilAsserted(() -> assertThat(b.found("key")).isEqualTo("nothing"));
            assertThat(b.call("other", NOT_TO_RUN)).isEqualTo("kept");
            assertThat(a.call("other", NOT_TO_RUN)).isEqualTo("kept");
        }
        try (Node restarted = new Node(server, new Fixture(), directory)) {
            assertThat(restarted.found("key")).isEqualTo("nothing");
            assertThat(restarted.call("other", NOT_TO_RUN)).isEqualTo("kept");
        }
    }

    @Test
    @DisplayName(
            "Issue 12.14, SPEC 1.2: and what was stored under earlier external variables, in memory and in the store")
    void clearOfOneCallUnderOtherVariables() {
        try (Node a = new Node(server);
                Node b = new Node(server, new Fixture(), directory)) {
            for (Object setting : new Object[] {1, 2}) {
                a.fixture.target.setting = setting;
                b.fixture.target.setting = setting;
                a.call("key", () -> "old " + setting);
                a.settle();
                assertThat(b.call("key", NOT_TO_RUN)).isEqualTo("old " + setting);
            }
            b.settle();
            a.engine.clear("Target.compute", "key");
            waiting().untilAsserted(() -> assertThat(b.found("key")).isEqualTo("nothing"));
            for (Node node : new Node[] {a, b}) {
                node.fixture.target.setting = 1;
                assertThat(node.found("key")).isEqualTo("nothing");
            }
        }
        try (Node restarted = new Node(server, new Fixture(), directory)) {
            assertThat(restarted.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("SPEC 7.5: a machine that did not run when others cleared a call does not return what its disk kept")
    void callClearedWhileDown() {
        try (Node a = new Node(server, new Fixture(), directory)) {
            a.call("key", () -> "old");
            a.call("other", () -> "kept");
            a.settle();
        }
        try (Node b = new Node(server)) {
            b.fixture.ticker.advance(Duration.ofMinutes(1));
            b.engine.clear("Target.compute", "key");
        }
        try (Node a = new Node(server, new Fixture(), directory)) {
            a.fixture.ticker.advance(Duration.ofMinutes(10));
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(a.call("other", NOT_TO_RUN)).isEqualTo("kept");
        }
    }

    @Test
    @DisplayName("SPEC 3.7: a run during which another machine cleared its call is stored nowhere")
    void callClearedDuringTheRun() {
        try (Node a = new Node(server, new Fixture(), directory);
                Node b = new Node(server)) {
            a.call("other", () -> "any");
            a.settle();
            a.call("key", () -> {
                b.engine.clear("Target.compute", "key");
                b.engine.clear("Target.compute", "other");
                waiting().until(() -> a.found("other").equals("nothing"));
                return "old";
            });
            a.settle();
            assertThat(a.found("key")).isEqualTo("nothing");
        }
        try (Node a = new Node(server, new Fixture(), directory)) {
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }
}
