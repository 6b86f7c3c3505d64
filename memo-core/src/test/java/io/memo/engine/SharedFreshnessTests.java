package io.memo.engine;

import static io.memo.engine.Freshnesses.emptyTtl;
import static io.memo.engine.Freshnesses.refreshAfter;
import static io.memo.engine.Freshnesses.staleIfError;
import static io.memo.engine.Node.NOT_TO_RUN;
import static io.memo.engine.Node.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.TierFigures.Got;
import io.memo.call.Freshness;
import io.memo.engine.call.Invocation;
import io.memo.store.shared.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 10.1 to 10.3 over disks and machines. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SharedFreshnessTests {

    private static final Duration TTL = Duration.ofMinutes(10);
    private static final Duration AGE = Duration.ofMinutes(8);

    @TempDir
    private Path directory;

    private final SharedServer server = new SharedServer();
    private final List<Node> nodes = new ArrayList<>();
    private final Invocation down = () -> {
        throw new IOException("source down");
    };

    /** A machine, and the refreshes that wait there. */
    private record Behind(Node node, HeldTasks tasks) {

        long refreshed(RefreshOutcome outcome) {
            return node.method.figures().refreshes().get(outcome);
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    private Behind start(Freshness freshness, @Nullable Path disk) {
        return start(freshness, disk, TTL);
    }

    private Behind start(Freshness freshness, @Nullable Path disk, Duration ttl) {
        HeldTasks tasks = new HeldTasks();
        Fixture fixture = new Fixture().ttl(ttl).freshness(freshness);
        fixture.builder().refreshPool(tasks.pool(10));
        nodes.forEach(
                known -> fixture.ticker.advance(Duration.between(fixture.ticker.now(), known.fixture.ticker.now())));
        Node node = new Node(server, fixture, disk);
        nodes.add(node);
        return new Behind(node, tasks);
    }

    private void advance(Duration time) {
        nodes.forEach(node -> node.fixture.ticker.advance(time));
        server.ticker.advance(time);
    }

    @Test
    @DisplayName(
            "10.1: eight machines: in each period one of them computes, the others take its result, and nobody waits")
    void oneRefreshForAllMachines() {
        List<Behind> machines = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            machines.add(start(refreshAfter(AGE), null));
        }
        machines.get(0).node.call("key", machines.get(0).node.slow("result 0"));
        machines.get(0).node.settle();
        machines.forEach(
                machine -> assertThat(machine.node.call("key", NOT_TO_RUN)).isEqualTo("result 0"));
        for (int period = 1; period <= 3; period++) {
            advance(AGE.plusSeconds(1));
            int computed = period;
            String old = "result " + (period - 1);
            for (Behind machine : machines) {
                assertThat(machine.node.call("key", machine.node.slow("result " + computed)))
                        .isEqualTo(old);
            }
            for (Behind machine : machines) {
                assertThat(machine.tasks.run()).isOne();
                machine.node.settle();
            }
            for (Behind machine : machines) {
                assertThat(machine.node.call("key", NOT_TO_RUN)).isEqualTo("result " + computed);
            }
            assertThat(machines.stream()
                            .mapToLong(each -> each.refreshed(RefreshOutcome.REFRESHED))
                            .sum())
                    .isEqualTo(period);
            assertThat(machines.stream()
                            .mapToLong(each -> each.refreshed(RefreshOutcome.ADOPTED))
                            .sum())
                    .isEqualTo(7L * period);
        }
        assertThat(server.locks()).isZero();
    }

    @Test
    @DisplayName("10.1: while one machine computes the others leave it to that, look again soon, and take its result")
    void othersLeaveItToOne() {
        Behind a = start(refreshAfter(AGE), null);
        Behind b = start(refreshAfter(AGE), null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(AGE.plusSeconds(1));
        a.node.call("key", () -> {
            assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("old");
            b.tasks.run();
            return "new";
        });
        a.tasks.run();
        a.node.settle();
        assertThat(b.refreshed(RefreshOutcome.ADOPTED)).isZero();
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("old");
        advance(Duration.ofSeconds(1));
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("old");
        b.tasks.run();
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("new");
        assertThat(b.refreshed(RefreshOutcome.ADOPTED)).isOne();
    }

    @Test
    @DisplayName(
            "10.1: who joins a refresh that is left to another machine waits for that one, and does not run the method")
    void joinedRefreshIsLeftToAnother() {
        Behind a = start(refreshAfter(AGE), null);
        Behind b = start(refreshAfter(AGE), null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(AGE.plusSeconds(1));
        b.node.call("key", NOT_TO_RUN);
        AtomicReference<Thread> joining = new AtomicReference<>();
        CompletableFuture<Object> joined = new CompletableFuture<>();
        b.node.line.hook = operation -> {
            if (operation.equals("take")) {
                b.node.line.hook = next -> {};
                b.node.fixture.ticker.advance(TTL.minus(AGE));
                joining.set(started(() -> joined.complete(b.node.call("key", NOT_TO_RUN)), joined));
                SingleFlightTests.awaitParked(joining);
            }
        };
        a.node.call("key", () -> {
            b.tasks.run();
            return "new";
        });
        a.tasks.run();
        a.node.settle();
        assertThat(joined).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("new");
        assertThat(b.refreshed(RefreshOutcome.REFRESHED)).isZero();
    }

    @Test
    @DisplayName(
            "10.1: a store that does not answer whose turn it is is asked again; one that keeps failing holds no refresh up")
    void silentStoreIsAskedAgain() {
        Behind a = start(refreshAfter(AGE), null);
        Behind b = start(refreshAfter(AGE), null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(AGE.plusSeconds(1));
        b.node.call("key", NOT_TO_RUN);
        b.node.line.hook = operation -> {
            if (operation.equals("take")) {
                throw new IllegalStateException("too late");
            }
        };
        b.tasks.run();
        assertThat(b.refreshed(RefreshOutcome.REFRESHED)).isZero();
        a.node.call("key", a.node.slow("new"));
        a.tasks.run();
        a.node.settle();
        for (int i = 0; i < 20; i++) {
            advance(Duration.ofSeconds(1));
            b.node.call("key", NOT_TO_RUN);
            b.tasks.run();
        }
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("new");
        assertThat(b.refreshed(RefreshOutcome.ADOPTED)).isOne();
        advance(AGE.plusSeconds(1));
        for (int i = 0; i < 20; i++) {
            advance(Duration.ofSeconds(1));
            b.node.call("key", () -> "alone");
            b.tasks.run();
        }
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("alone");
    }

    /** Its failure is that of the future. */
    private static Thread started(Runnable task, CompletableFuture<?> failing) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Throwable thrown) {
                failing.completeExceptionally(thrown);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    @DisplayName("10.1: a machine that dies in a refresh loses nothing; when its lease is over another computes")
    void deadMachineLosesNothing() {
        Behind a = start(refreshAfter(AGE), null);
        Behind b = start(refreshAfter(AGE), null);
        Behind later = start(refreshAfter(AGE), null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(AGE.plusSeconds(1));
        a.node.call("key", () -> {
            a.node.line.cut = true;
            return "of a machine that is dead";
        });
        a.tasks.run();
        assertThat(later.node.call("key", NOT_TO_RUN)).isEqualTo("old");
        b.node.call("key", b.node.slow("new"));
        b.tasks.run();
        assertThat(b.refreshed(RefreshOutcome.REFRESHED)).isZero();
        server.ticker.advance(Duration.ofHours(2));
        b.node.fixture.ticker.advance(Duration.ofSeconds(20));
        b.node.call("key", b.node.slow("new"));
        b.tasks.run();
        assertThat(b.refreshed(RefreshOutcome.REFRESHED)).isOne();
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("new");
    }

    @Test
    @DisplayName("10.1: what was computed anew takes the place of the old on disk and at the store, in one step")
    void newResultTakesThePlace() {
        Behind a = start(refreshAfter(AGE), directory.resolve("a"));
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        advance(AGE.plusSeconds(1));
        List<String> operations = new ArrayList<>();
        a.node.line.hook = operations::add;
        a.node.call("key", a.node.slow("new"));
        a.tasks.run();
        a.node.settle();
        assertThat(operations).contains("put").doesNotContain("remove");
        a.node.method.forgetResults();
        assertThat(a.node.call("key", NOT_TO_RUN)).isEqualTo("new");
        assertThat(a.node.got(0, Got.HIT)).isOne();
        Behind b = start(refreshAfter(AGE), directory.resolve("b"));
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("new");
    }

    @Test
    @DisplayName("10.3: the time that was chosen holds on disk and on other machines")
    void chosenTimeTravels() {
        Freshness empty = emptyTtl(Duration.ofSeconds(30));
        Behind a = start(empty, directory.resolve("a"));
        a.node.call("empty", a.node.slow(""));
        a.node.call("full", a.node.slow("full"));
        a.node.settle();
        advance(Duration.ofSeconds(20));
        Behind b = start(empty, null);
        assertThat(b.node.call("empty", NOT_TO_RUN)).isEqualTo("");
        assertThat(b.node.call("full", NOT_TO_RUN)).isEqualTo("full");
        advance(Duration.ofSeconds(10));
        assertThat(b.node.found("empty")).isEqualTo("nothing");
        a.node.method.forgetResults();
        assertThat(a.node.found("empty")).isEqualTo("nothing");
        assertThat(a.node.call("full", NOT_TO_RUN)).isEqualTo("full");
    }

    @Test
    @DisplayName("10.3: a ttl that is shorter now holds for what was stored before")
    void shorterTimeHoldsForOldResults() {
        Freshness empty = emptyTtl(Duration.ofSeconds(30));
        Behind a = start(empty, null);
        a.node.call("full", a.node.slow("full"));
        a.node.settle();
        advance(Duration.ofMinutes(2));
        assertThat(start(empty, null).node.call("full", NOT_TO_RUN)).isEqualTo("full");
        assertThat(start(empty, null, Duration.ofMinutes(1)).node.found("full")).isEqualTo("nothing");
    }

    @Test
    @DisplayName(
            "10.2: a result whose time is over answers from disk, and from the store, for a machine that has just started")
    void staleResultAnswersFromOutside() {
        Freshness stale = staleIfError(Duration.ofHours(1));
        Behind a = start(stale, directory.resolve("a"));
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        advance(TTL);
        a.node.method.forgetResults();
        assertThat(a.node.call("key", down)).isEqualTo("old");
        Behind b = start(stale, null);
        assertThat(b.node.call("key", down)).isEqualTo("old");
        assertThat(b.node.method.figures().stale().get(StaleReason.ERROR)).isOne();
        advance(Duration.ofHours(1));
        assertThatThrownBy(() -> a.node.call("key", down)).hasRootCauseMessage("source down");
        assertThatThrownBy(() -> b.node.call("key", down)).hasRootCauseMessage("source down");
    }

    @Test
    @DisplayName("10.2: a result whose time is over makes place for the next one, and other machines take that")
    void staleResultMakesPlace() {
        Freshness stale = staleIfError(Duration.ofHours(1));
        Behind a = start(stale, directory.resolve("a"));
        Behind b = start(stale, directory.resolve("b"));
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        b.node.settle();
        advance(TTL.plusSeconds(1));
        assertThat(a.node.call("key", a.node.slow("new"))).isEqualTo("new");
        a.node.settle();
        assertThat(b.node.call("key", NOT_TO_RUN)).isEqualTo("new");
        assertThat(b.node.call("key", down)).isEqualTo("new");
        waiting().until(() -> server.locks() == 0);
    }

    @Test
    @DisplayName("10.2: of two results whose time is over the later one answers, though memory has the earlier one")
    void laterResultAnswers() {
        Freshness stale = staleIfError(Duration.ofHours(1));
        Behind a = start(stale, null);
        Behind b = start(stale, null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(TTL.plusSeconds(1));
        a.node.call("key", a.node.slow("new"));
        a.node.settle();
        advance(TTL.plusSeconds(1));
        assertThat(b.node.call("key", down)).isEqualTo("new");
        assertThat(a.node.call("key", down)).isEqualTo("new");
    }

    @Test
    @DisplayName(
            "10.1: a result of another machine takes the place of the old one on disk, too: the old one does not come back")
    void adoptedResultTakesThePlace() {
        Behind a = start(refreshAfter(AGE), directory);
        Behind b = start(refreshAfter(AGE), null);
        a.node.call("key", a.node.slow("old"));
        a.node.settle();
        b.node.call("key", NOT_TO_RUN);
        advance(AGE.plusSeconds(1));
        b.node.call("key", b.node.slow("new"));
        b.tasks.run();
        b.node.settle();
        a.node.call("key", NOT_TO_RUN);
        a.tasks.run();
        a.node.settle();
        assertThat(a.refreshed(RefreshOutcome.ADOPTED)).isOne();
        assertThat(a.node.call("key", NOT_TO_RUN)).isEqualTo("new");
        a.node.method.forgetResults();
        assertThat(a.node.call("key", NOT_TO_RUN)).isEqualTo("new");
    }
}
