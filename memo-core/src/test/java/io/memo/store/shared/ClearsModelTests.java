package io.memo.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.store.shared.ClearsModel.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that can happen to two machines, their disks and their store, in some number of steps. */
class ClearsModelTests {

    /** To how many steps all schedules are followed. */
    private static final int STEPS = Integer.getInteger("memo.clears.steps", 3);

    private static final int SCHEDULES = Integer.getInteger("memo.clears.schedules", 1_000);
    private static final int STEPS_OF_EACH = 8;

    /** Schedules that lead to the same world, by one of them; all of them go on in the same way. */
    private record Alike(List<Action> one, long count) {}

    @ParameterizedTest(name = "the second machine has a disk: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("SPEC 7.5, issue 14: whatever happens, no machine returns what was cleared as far as it knows")
    void allSchedules(boolean diskOfB) {
        Map<String, Alike> level = Map.of("", new Alike(List.of(), 1));
        for (int step = 1; step <= STEPS; step++) {
            Map<String, Alike> next = new HashMap<>();
            for (Alike alike : level.values()) {
                for (Action action : Action.values()) {
                    follow(alike, action, diskOfB, next);
                }
            }
            level = next;
            long schedules = level.values().stream().mapToLong(Alike::count).sum();
            System.out.println("Clears: " + step + " steps, " + schedules + " schedules, " + level.size() + " worlds");
        }
        assertThat(level).isNotEmpty();
    }

    @ParameterizedTest(name = "the second machine has a disk: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("SPEC 7.5, issue 14: the same of schedules of 8 steps, drawn at random")
    void longSchedules(boolean diskOfB) {
        Random random = new Random(14);
        for (int i = 0; i < SCHEDULES; i++) {
            ClearsModel world = new ClearsModel(diskOfB);
            List<Action> schedule = new ArrayList<>();
            while (schedule.size() < STEPS_OF_EACH) {
                Action action = Action.values()[random.nextInt(Action.values().length)];
                if (world.can(action)) {
                    schedule.add(action);
                    step(world, action, schedule);
                }
            }
        }
    }

    private static void step(ClearsModel world, Action action, List<Action> schedule) {
        try {
            world.step(action);
        } catch (AssertionError e) {
            throw new AssertionError("After " + schedule + ": " + e.getMessage(), e);
        }
    }

    private static void follow(Alike before, Action action, boolean diskOfB, Map<String, Alike> next) {
        ClearsModel world = new ClearsModel(diskOfB);
        before.one().forEach(world::step);
        if (world.can(action)) {
            List<Action> schedule = new ArrayList<>(before.one());
            schedule.add(action);
            step(world, action, schedule);
            next.merge(
                    world.description(),
                    new Alike(List.copyOf(schedule), before.count()),
                    (some, other) -> new Alike(some.one(), some.count() + other.count()));
        }
    }
}
