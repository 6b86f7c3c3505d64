package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.store.handover.Handover;
import io.memo.store.handover.MemoryPlace;
import io.memo.store.serial.Codecs;
import io.memo.store.shared.SharedServer;
import io.memo.store.shared.SharedServer.Line;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A restart by DevTools of an application that shares its results. */
class HandedAndSharedTests {

    private final SharedServer server = new SharedServer();
    private final MemoryPlace place = new MemoryPlace();

    private final class Start implements AutoCloseable {

        private final Handover handover;
        private final Node node;

        Start(boolean cut) {
            Fixture fixture = new Fixture();
            handover = new Handover(place, "app", Codecs.ofTests(), fixture.ticker);
            fixture.builder().handover(handover);
            Line line = server.line();
            line.cut = cut;
            node = new Node(line, fixture, null);
            if (!cut) {
                node.awaitUp();
            }
        }

        @Override
        public void close() {
            handover.close();
            node.close();
        }
    }

    private void assertFound(boolean cut, Object expected) {
        server.removeEntries();
        try (Start start = new Start(cut)) {
            assertThat(start.node.found("argument")).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName(
            "SPEC 7.5, issue 14: what was handed over is a miss while the store is not known, and a hit again after it")
    void handedOverBeforeTheStoreIsKnown() {
        try (Start first = new Start(false)) {
            first.node.call("argument", () -> "first");
            first.node.settle();
        }
        assertFound(true, "nothing");
        assertFound(false, "first");
    }

    @Test
    @DisplayName("SPEC 7.5, issue 14: what another machine cleared meanwhile is not handed over")
    void clearedMeanwhile() {
        try (Start first = new Start(false)) {
            first.node.call("argument", () -> "first");
            first.node.settle();
        }
        try (Node other = new Node(server)) {
            other.method.clear();
        }
        assertFound(true, "nothing");
        assertFound(false, "nothing");
    }
}
