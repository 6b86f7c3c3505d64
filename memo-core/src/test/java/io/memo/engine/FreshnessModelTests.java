package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.memo.MethodFigures.RefreshOutcome;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Freshness against a model that knows the rules alone: calls, times, failures, clears and restarts by chance, on a clock that is moved. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FreshnessModelTests {

    private static final int SEEDS = 250;
    private static final int STEPS = 100;
    private static final Logger MEMO = (Logger) LoggerFactory.getLogger("io.memo");

    /** Sources fail in every world, and each engine may say so. */
    @BeforeAll
    static void beQuiet() {
        MEMO.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        MEMO.setLevel(null);
    }

    @Test
    @DisplayName(
            "10.1, 10.2, 10.3: by chance: no answer is too old, runs too often, comes back after a clear or is counted otherwise")
    void everyAnswerIsAllowed() {
        FreshnessTally all = new FreshnessTally();
        for (int seed = 0; seed < SEEDS; seed++) {
            try (FreshnessWorld world = new FreshnessWorld(new Random(seed))) {
                run(seed, world);
                all.add(world.tally());
            }
        }
        assertThat(all.stale).as("stale answers").isGreaterThan(SEEDS / 4);
        assertThat(all.kept).as("exceptions that were kept").isGreaterThan(SEEDS);
        assertThat(all.found).as("results from outside memory").isGreaterThan(SEEDS);
        System.out.println("Freshness: " + all);
        for (RefreshOutcome outcome : RefreshOutcome.values()) {
            assertThat(all.counted(outcome)).as(outcome.tag()).isGreaterThan(SEEDS / 20);
        }
    }

    private static void run(int seed, FreshnessWorld world) {
        for (int step = 0; step < STEPS; step++) {
            try {
                world.step();
            } catch (AssertionError e) {
                throw new AssertionError("seed %d, step %d: %s%n%s".formatted(seed, step, e.getMessage(), world), e);
            }
        }
    }
}
