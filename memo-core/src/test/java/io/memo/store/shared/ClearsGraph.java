package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.shared.ClearsModel.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * All worlds that a number of steps leads to. Each is made once, by a shortest schedule that leads to it, and all that can happen next
 * is tried there: what happens after any other schedule that leads to it is the same.
 */
final class ClearsGraph {

    private static final Action[] ACTIONS = Action.values();
    /** Cannot happen there. */
    private static final int NONE = -1;
    /** Happened as the last step. */
    private static final int LAST = -2;

    private record World(int number, List<Action> schedule, int[] next) {}

    private final boolean diskOfB;
    private final int steps;
    private final List<World> worlds = new ArrayList<>();
    private final Map<Digest, Integer> numbers = new HashMap<>();
    private long executed;

    /** @throws AssertionError if any of the schedules of so many steps makes a machine return what was cleared */
    ClearsGraph(boolean diskOfB, int steps) {
        this.diskOfB = diskOfB;
        this.steps = steps;
        number(new ClearsModel(diskOfB), List.of());
        for (int i = 0; i < worlds.size(); i++) {
            expand(worlds.get(i));
        }
    }

    private int number(ClearsModel world, List<Action> schedule) {
        Digest description = new FramedSink().putString(world.description()).digest();
        return numbers.computeIfAbsent(description, unused -> {
            worlds.add(new World(worlds.size(), schedule, new int[ACTIONS.length]));
            return worlds.size() - 1;
        });
    }

    private void expand(World from) {
        if (from.schedule.size() == steps) {
            Arrays.fill(from.next, NONE);
            return;
        }
        boolean last = from.schedule.size() == steps - 1;
        ClearsModel world = replay(from.schedule);
        for (Action action : ACTIONS) {
            if (!world.can(action)) {
                from.next[action.ordinal()] = NONE;
            } else if (last && !action.isCall()) {
                // It returns nothing, and nothing comes after it.
                from.next[action.ordinal()] = LAST;
            } else {
                boolean changes = world.changes(action);
                int next = follow(from, action, world, last);
                from.next[action.ordinal()] = next;
                if (changes && next != from.number) {
                    world = replay(from.schedule);
                }
            }
        }
    }

    private ClearsModel replay(List<Action> schedule) {
        ClearsModel world = new ClearsModel(diskOfB);
        schedule.forEach(world::step);
        executed += schedule.size();
        return world;
    }

    private int follow(World from, Action action, ClearsModel world, boolean last) {
        List<Action> schedule = new ArrayList<>(from.schedule);
        schedule.add(action);
        step(world, action, schedule);
        executed++;
        return last ? LAST : number(world, List.copyOf(schedule));
    }

    static void step(ClearsModel world, Action action, List<Action> schedule) {
        try {
            world.step(action);
        } catch (AssertionError e) {
            throw new AssertionError("After " + schedule + ": " + e.getMessage(), e);
        }
    }

    /** Returns how many worlds were told apart. */
    int worlds() {
        return worlds.size();
    }

    /** Returns how many steps were made to see them all. */
    long executed() {
        return executed;
    }

    /** Returns how many schedules of so many steps there are: each of them led to one of the worlds. */
    long schedules(int length) {
        Map<Integer, Long> level = Map.of(0, 1L);
        for (int step = 0; step < length; step++) {
            Map<Integer, Long> next = new HashMap<>();
            level.forEach((number, count) -> {
                for (int to : worlds.get(number).next) {
                    if (to != NONE) {
                        next.merge(to, count, Long::sum);
                    }
                }
            });
            level = next;
        }
        return level.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Walks through a schedule drawn at random, and asks at each step whether the world is the one that was made in its place. */
    void walk(Random random) {
        ClearsModel world = new ClearsModel(diskOfB);
        List<Action> schedule = new ArrayList<>();
        int number = 0;
        while (schedule.size() < steps) {
            Action action = ACTIONS[random.nextInt(ACTIONS.length)];
            int next = worlds.get(number).next[action.ordinal()];
            if (world.can(action) != (next != NONE)) {
                throw new AssertionError("After " + schedule + " " + action + " can happen: " + world.can(action));
            }
            if (next != NONE) {
                schedule.add(action);
                step(world, action, schedule);
                if (next != LAST && number(world, schedule) != next) {
                    throw new AssertionError("After " + schedule + " there is another world than "
                            + worlds.get(next).schedule + " leads to");
                }
                number = next;
            }
        }
    }
}
