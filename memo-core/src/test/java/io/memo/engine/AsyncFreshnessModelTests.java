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

/** Freshness of results that come later, against a model that knows the rules alone: the sources complete when chance says so. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AsyncFreshnessModelTests {

    private static final int SEEDS = 200;
    private static final int STEPS = 150;
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
            "3.4, 10.1, 10.2, 10.3: by chance: every future is answered when its run ends, with what is allowed then, and counted so")
    void everyFutureIsAnsweredAsAllowed() {
        FreshnessTally all = new FreshnessTally();
        int leftToAnother = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            try (AsyncFreshnessWorld world = new AsyncFreshnessWorld(new Random(seed))) {
                run(seed, world);
                all.add(world.model.tally);
                leftToAnother += world.model.leftToAnother;
            }
        }
        System.out.println("Freshness of futures: " + all + ", left to another run: " + leftToAnother);
        assertThat(leftToAnother).as("refreshes left to another run").isPositive();
        assertThat(all.stale).as("stale answers").isGreaterThan(SEEDS / 10);
        assertThat(all.kept).as("exceptions that were kept").isGreaterThan(SEEDS / 4);
        for (RefreshOutcome outcome : RefreshOutcome.values()) {
            if (outcome != RefreshOutcome.ADOPTED) {
                assertThat(all.counted(outcome)).as(outcome.tag()).isGreaterThan(SEEDS / 20);
            }
        }
    }

    private static void run(int seed, AsyncFreshnessWorld world) {
        int step = 0;
        try {
            for (; step < STEPS; step++) {
                world.step();
            }
            world.end();
        } catch (AssertionError e) {
            throw new AssertionError("seed %d, step %d: %s%n%s".formatted(seed, step, e.getMessage(), world), e);
        }
    }
}
