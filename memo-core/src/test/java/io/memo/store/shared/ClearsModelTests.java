package io.memo.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** All that can happen to two machines, their disks and their store, in some number of steps. */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class ClearsModelTests {

    /** To how many steps all schedules are followed. */
    private static final int STEPS = Integer.getInteger("memo.clears.steps", 5);

    private static final int WALKS = Integer.getInteger("memo.clears.schedules", 200);

    private static final Logger STORE = (Logger) LoggerFactory.getLogger("io.memo.store");

    /** Each world has lines of its own to write. */
    @BeforeAll
    static void beQuiet() {
        STORE.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        STORE.setLevel(null);
    }

    @ParameterizedTest(name = "the second machine has a disk: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("SPEC 7.5, issue 14: whatever happens, no machine returns what was cleared as far as it knows")
    void allSchedules(boolean diskOfB) {
        ClearsGraph graph = new ClearsGraph(diskOfB, STEPS);
        System.out.println("Clears: " + STEPS + " steps, " + graph.schedules(STEPS) + " schedules, " + graph.worlds()
                + " worlds, " + graph.executed() + " steps made");
        // A second way: what is true of one schedule that leads to a world has to be true of any other.
        Random random = new Random(14);
        System.out.println("Clears: went on from " + graph.goOnOtherwise(random) + " worlds after another schedule");
        for (int i = 0; i < WALKS; i++) {
            graph.walk(random);
        }
        assertThat(graph.schedules(2)).isEqualTo(103);
        assertThat(graph.schedules(3)).isEqualTo(1_089);
    }
}
