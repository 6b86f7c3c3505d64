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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private static final class World {

        private final int number;
        private final List<Action> schedule;
        private final int[] next = new int[ACTIONS.length];
        /** The last other schedule that was seen to lead there. */
        private @Nullable List<Action> other;

        World(int number, List<Action> schedule) {
            this.number = number;
            this.schedule = schedule;
        }
    }

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
            World world = worlds.get(i);
            if (world.schedule.size() < steps - 1) {
                expand(world, replay(world.schedule));
            }
        }
    }

    private int number(ClearsModel world, List<Action> schedule) {
        Integer number = numbers.putIfAbsent(digest(world), worlds.size());
        if (number == null) {
            worlds.add(new World(worlds.size(), schedule));
            return worlds.size() - 1;
        }
        return number;
    }

    private static Digest digest(ClearsModel world) {
        return new FramedSink().putString(world.description()).digest();
    }

    /** @param made the world itself, which is no longer it afterwards */
    private void expand(World from, ClearsModel made) {
        boolean last = from.schedule.size() == steps - 1;
        List<Action> possible = Stream.of(ACTIONS).filter(made::can).toList();
        Arrays.fill(from.next, NONE);
        @Nullable ClearsModel world = made;
        for (Action action : possible) {
            if (last && !action.isCall()) {
                // It returns nothing, and nothing comes after it.
                from.next[action.ordinal()] = LAST;
            } else {
                world = world == null ? replay(from.schedule) : world;
                boolean changes = world.changes(action);
                int next = follow(from, action, world, last);
                from.next[action.ordinal()] = next;
                if (changes && next != from.number) {
                    world = null;
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
        if (last) {
            return LAST;
        }
        int known = worlds.size();
        int to = number(world, List.copyOf(schedule));
        World reached = worlds.get(to);
        if (to < known && to != from.number) {
            reached.other = List.copyOf(schedule);
        } else if (to == known && schedule.size() == steps - 1) {
            // While it is at hand: most worlds are of this kind.
            expand(reached, world);
        }
        return to;
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

    /**
     * Goes on from each world after another schedule that leads to it, with one action drawn at random, and asks whether the same comes of
     * it. Returns from how many worlds.
     */
    int goOnOtherwise(Random random) {
        int tried = 0;
        for (World world : List.copyOf(worlds)) {
            Action action = ACTIONS[random.nextInt(ACTIONS.length)];
            List<Action> other = world.other;
            if (other != null) {
                follow(world.number, action, replay(other), new ArrayList<>(other));
                tried++;
            }
        }
        return tried;
    }

    /** Walks through a schedule drawn at random, and asks at each step whether the world is the one that was made in its place. */
    void walk(Random random) {
        ClearsModel world = new ClearsModel(diskOfB);
        List<Action> schedule = new ArrayList<>();
        int number = 0;
        while (schedule.size() < steps) {
            int next = follow(number, ACTIONS[random.nextInt(ACTIONS.length)], world, schedule);
            number = next == NONE ? number : next;
        }
    }

    private int follow(int number, Action action, ClearsModel world, List<Action> schedule) {
        int next = worlds.get(number).next[action.ordinal()];
        if (world.can(action) != (next != NONE)) {
            throw new AssertionError("After " + schedule + " " + action + " can happen: " + world.can(action));
        }
        if (next != NONE) {
            schedule.add(action);
            step(world, action, schedule);
            if (next != LAST && !Integer.valueOf(next).equals(numbers.get(digest(world)))) {
                throw new AssertionError("After " + schedule + " there is another world than "
                        + worlds.get(next).schedule + " leads to");
            }
        }
        return next;
    }
}
