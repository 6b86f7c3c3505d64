package io.memo.engine;

import static io.memo.engine.Node.NOT_TO_RUN;
import static io.memo.engine.Node.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.memo.TierFigures.Got;
import io.memo.store.shared.SharedServer;
import io.memo.store.shared.SharedServer.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that persist and share; each keeps its disk over restarts. */
@DisplayName("SPEC 7.5: what was cleared stays cleared")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ClearedEntriesTests {

    private static final String NAME = "Target.compute";

    @TempDir
    private Path diskOfA;

    @TempDir
    private Path diskOfB;

    private final SharedServer server = new SharedServer();
    private int starts;

    private Node a() {
        return start(server.line(), diskOfA).awaitUp();
    }

    private Node b() {
        return start(server.line(), diskOfB).awaitUp();
    }

    /** Each a second later than the one before. */
    private Node start(Line line, Path disk) {
        Fixture fixture = new Fixture();
        fixture.ticker.advance(Duration.ofSeconds(starts++));
        return new Node(line, fixture, disk);
    }

    private void computedByA() {
        try (Node a = a()) {
            a.call("key", () -> "old");
            a.settle();
        }
    }

    private void clearedByB() {
        try (Node b = b()) {
            b.engine.clear(NAME);
        }
    }

    @Test
    @DisplayName("7.2 a restart finds on the disk what nobody cleared, as soon as that is known")
    void nothingWasCleared() {
        computedByA();
        server.removeEntries();
        try (Node a = a()) {
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("old");
            assertThat(a.got(0, Got.HIT)).as("on the disk").isOne();
        }
    }

    @Test
    @DisplayName(
            "Issue 14.1: who starts while the store is away returns nothing from its disk, and once it is back nothing cleared")
    void startsWhileTheStoreIsAway() {
        computedByA();
        clearedByB();
        Line line = server.line();
        line.cut = true;
        try (Node a = start(line, diskOfA)) {
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(a.got(0, Got.PAUSED)).as("the disk was not asked").isOne();
            line.cut = false;
            a.awaitUp();
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("Issue 14.1: in the first second, before the store has told, nothing comes from the disk")
    void notYetTold() {
        computedByA();
        clearedByB();
        Line line = server.line();
        AtomicBoolean open = new AtomicBoolean();
        line.hook = operation -> {
            if (operation.equals("fields") && !open.get()) {
                throw new IOException("not yet");
            }
        };
        try (Node a = start(line, diskOfA)) {
            assertThat(a.found("key")).isEqualTo("nothing");
            open.set(true);
            a.awaitUp();
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("a machine that loses the store asks neither, and goes on with what it holds in memory")
    void losesTheStore() {
        computedByA();
        try (Node a = a();
                Node b = b()) {
            a.call("held", () -> "held");
            a.line.cut = true;
            waiting().until(() -> {
                a.found("never");
                return a.shared.reads().isOpen();
            });
            b.engine.clear(NAME);
            assertThat(a.call("held", NOT_TO_RUN)).isEqualTo("held");
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("Issue 14.1: FLUSHALL while all machines were down: what lies on disks is not known to be good")
    void emptyStore() {
        computedByA();
        clearedByB();
        server.restartEmpty();
        try (Node a = a()) {
            assertThat(a.found("key")).isEqualTo("nothing");
            a.call("key", () -> "new");
            a.settle();
        }
        try (Node a = a()) {
            assertThat(a.call("key", NOT_TO_RUN)).isEqualTo("new");
        }
    }

    @Test
    @DisplayName("Issue 14.1: evicted epochs while all machines were down; the entries are still there")
    void evictedEpochs() {
        computedByA();
        clearedByB();
        server.removeMaps();
        server.copyEverywhere();
        try (Node a = a();
                Node c = new Node(server)) {
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(c.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName(
            "Issue 14.1: an older snapshot: a machine with a disk knows of the clear after a restart, and tells all others")
    void olderSnapshot() {
        computedByA();
        SharedServer.Copy before = server.copy();
        try (Node a = a()) {
            a.engine.clear(NAME);
        }
        server.restart(before);
        try (Node a = a();
                Node c = new Node(server)) {
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(c.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("Issue 14.1: an older snapshot: who heard of another's clear knows it after a restart, too")
    void olderSnapshotAfterAnothersClear() {
        computedByA();
        SharedServer.Copy before = server.copy();
        try (Node a = a()) {
            a.call("key", NOT_TO_RUN);
            clearedByB();
            waiting().until(() -> a.found("key").equals("nothing"));
        }
        server.restart(before);
        try (Node a = a()) {
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("an older snapshot from before the store was emptied brings nothing back")
    void snapshotFromBeforeAnEmptyStore() {
        computedByA();
        SharedServer.Copy before = server.copy();
        clearedByB();
        server.restartEmpty();
        a().close();
        server.restart(before);
        try (Node a = a()) {
            assertThat(a.found("key")).isEqualTo("nothing");
        }
    }

    @Test
    @DisplayName("a clear that the store did not hear of outlives the process that made it")
    void unsentClear() {
        computedByA();
        try (Node a = a()) {
            a.line.cut = true;
            a.engine.clear(NAME);
            assertThat(a.found("key")).isEqualTo("nothing");
        }
        try (Node b = b()) {
            assertThat(b.call("key", NOT_TO_RUN)).as("nobody told it yet").isEqualTo("old");
            try (Node a = a()) {
                assertThat(a.found("key")).isEqualTo("nothing");
                waiting().until(() -> b.found("key").equals("nothing"));
            }
        }
    }

    @Test
    @DisplayName("Issue 14.2: who can write to the store, without the secret, takes no clear back by copying entries")
    void copiedEntries() {
        computedByA();
        try (Node a = a();
                Node b = b()) {
            a.engine.clear(NAME);
            waiting().until(() -> b.found("key").equals("nothing"));
            assertThat(a.found("key")).isEqualTo("nothing");
            server.copyEverywhere();
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(b.found("key")).isEqualTo("nothing");
            assertThat(a.got(1, Got.CORRUPT) + b.got(1, Got.CORRUPT))
                    .as("copies that were found")
                    .isPositive();
        }
    }

    @Test
    @DisplayName("Issue 14.1: clears of arguments hold in the same way")
    void clearOfArguments() {
        computedByA();
        SharedServer.Copy before = server.copy();
        try (Node b = b()) {
            b.engine.clear(NAME, "key");
        }
        try (Node a = a()) {
            assertThat(a.found("key")).isEqualTo("nothing");
        }
        server.restart(before);
        try (Node a = a();
                Node b = b()) {
            assertThat(a.found("key")).isEqualTo("nothing");
            assertThat(b.found("key")).isEqualTo("nothing");
        }
    }
}
