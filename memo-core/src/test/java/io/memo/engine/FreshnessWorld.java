package io.memo.engine;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.FreshnessModel.Given;
import io.memo.engine.FreshnessModel.Held;
import io.memo.engine.FreshnessModel.Place;
import io.memo.engine.FreshnessModel.Ran;
import io.memo.engine.FreshnessPlan.Result;
import io.memo.store.shared.SharedByHand;
import io.memo.store.shared.SharedServer;
import io.memo.store.tier.ByteTier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Machines with one source, on one clock, to which one thing after the other happens by chance. */
final class FreshnessWorld implements AutoCloseable {

    /** Of different groups: a clear of one leaves the others alone on all machines. */
    private static final List<String> ALL_KEYS = List.of("one", "two", "three");

    /** Of what happened last, to be told of a failure. */
    private static final int LINES = 60;

    private final FreshnessTally tally = new FreshnessTally();
    private final Random random;
    private final FreshnessPlan plan;
    private final List<String> keys;
    private final FreshnessModel model;
    private final FakeTicker ticker = new FakeTicker();
    private final SharedServer server = new SharedServer();
    private final List<Site> sites = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    /** What the source did since it was asked for. */
    private final List<Ran> ran = new ArrayList<>();

    private int runs;
    private boolean down;

    /** Where a machine is, over its restarts. */
    private final class Site {
        private final ByteTier disk = SharedByHand.disk();
        private final Map<String, Place> places = new HashMap<>();
        private FreshnessMachine machine = start();
        private FreshnessTally counted = new FreshnessTally();
        private final Queue<Waiting> waiting = new ArrayDeque<>();

        private FreshnessMachine start() {
            return new FreshnessMachine(plan, ticker, server, disk);
        }

        private Place place(String key) {
            return places.computeIfAbsent(key, unused -> new Place());
        }
    }

    /** A refresh that waits. */
    private record Waiting(String key, Held of) {}

    FreshnessWorld(Random random) {
        this.random = random;
        this.plan = FreshnessPlan.draw(random);
        this.keys = ALL_KEYS.subList(0, 1 + random.nextInt(ALL_KEYS.size()));
        this.model = new FreshnessModel(plan);
        for (int i = 0; i < plan.machines(); i++) {
            sites.add(new Site());
        }
    }

    private long now() {
        return ticker.now().toEpochMilli();
    }

    private void advance(long millis) {
        ticker.advance(Duration.ofMillis(millis));
        server.ticker.advance(Duration.ofMillis(millis));
    }

    void step() {
        int which = random.nextInt(sites.size());
        Site site = sites.get(which);
        String key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(30)) {
            case 0, 23 -> happens("the source is down", () -> down = true);
            case 1, 16, 22 -> happens("the source is up", () -> down = false);
            case 2, 3, 4, 5, 6, 7 -> wait(site, key);
            case 8, 9 -> happens("refreshes on " + which, () -> runRefreshes(site));
            case 10, 21 -> sites.forEach(each -> happens("refreshes on each", () -> runRefreshes(each)));
            case 11, 12 -> happens("first refresh on " + which, () -> runFirst(site));
            case 13 -> clear(site, which, key);
            case 14 -> happens("memory of " + which + " forgets", () -> forget(site));
            case 15 -> maybeRestart(site, which);
            case 17, 18, 19, 20 -> sites.forEach(each -> calls(each, key));
            default -> calls(site, key);
        }
        site.counted.check(site.machine.method.figures());
    }

    private void happens(String what, Runnable event) {
        happened.add(now() + " " + what);
        event.run();
    }

    private void note(String outcome) {
        happened.set(happened.size() - 1, happened.get(happened.size() - 1) + " -> " + outcome);
    }

    /** Often until something becomes of the key, or right before or after that. */
    private void wait(Site site, String key) {
        List<Long> bounds = model.bounds(key, site.place(key))
                .map(bound -> bound - now() + random.nextInt(3) - 1)
                .filter(by -> by > 0 && by < FreshnessPlan.FOREVER / 2)
                .sorted()
                .toList();
        long by = bounds.isEmpty() || random.nextInt(4) == 0
                ? random.nextInt(1_000)
                : bounds.get(random.nextBoolean() ? 0 : random.nextInt(bounds.size()));
        happens("wait for " + by, () -> advance(by));
    }

    private void calls(Site site, String key) {
        happens("call of " + key + " on " + sites.indexOf(site), () -> call(site, key));
    }

    private void call(Site site, String key) {
        int before = site.machine.behind.waiting();
        long refused = refused(site);
        long began = now();
        Object value = null;
        Throwable thrown = null;
        ran.clear();
        try {
            value = site.machine.call(key, this::source);
        } catch (RuntimeException e) {
            thrown = e;
        }
        int begun = site.machine.behind.waiting() - before;
        note((thrown == null ? value : thrown)
                + (ran.isEmpty() ? "" : ", ran " + ran)
                + (begun == 0 ? "" : ", refresh"));
        if (ran.size() > 1) {
            throw new AssertionError("the source ran twice in one call");
        }
        Place place = site.place(key);
        Given given = new Given(
                began, now(), value, thrown, ran.isEmpty() ? null : ran.get(0), begun, (int) (refused(site) - refused));
        model.called(key, place, site.counted, before, given);
        Held held = place.held;
        if (begun == 1 && held != null) {
            site.waiting.add(new Waiting(key, held));
        }
    }

    private static long refused(Site site) {
        return Objects.requireNonNull(site.machine.method.figures().refreshes().get(RefreshOutcome.REJECTED));
    }

    /** Each result is another one, but for those that are empty. */
    private @Nullable Object source() {
        int run = ++runs;
        advance(FreshnessPlan.pick(random, 0, 1, 5, 30, 300));
        if (down) {
            IllegalStateException failure = new IllegalStateException("down at " + run);
            ran.add(new Ran(null, failure));
            throw failure;
        }
        Object value = switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "";
            default -> run + "@" + FreshnessPlan.pick(random, -1, 0, 1, 700, 60_000, 60_000, 60_000);
        };
        ran.add(new Ran(new Result(run, value, now(), plan.lasts(value)), null));
        return value;
    }

    private void runRefreshes(Site site) {
        while (!site.waiting.isEmpty()) {
            runFirst(site);
        }
        if (site.machine.behind.waiting() != 0) {
            throw new AssertionError("a refresh that no call has begun");
        }
    }

    private void runFirst(Site site) {
        Waiting first = site.waiting.poll();
        if (first == null) {
            return;
        }
        ran.clear();
        long began = now();
        site.machine.behind.runFirst();
        note(first.key + " ran " + ran);
        model.refreshed(first.key, site.place(first.key), site.counted, first.of, began, now(), ran);
    }

    private void clear(Site site, int which, String key) {
        boolean all = random.nextInt(3) == 0;
        happens("clear of " + (all ? "all" : key) + " on " + which, () -> {
            if (all) {
                site.machine.method.clear();
            } else {
                site.machine.method.clear(new Object[] {key});
            }
        });
        sites.forEach(each -> each.machine.hear());
        for (String each : all ? keys : List.of(key)) {
            model.cleared(each, sites.stream().map(other -> other.place(each)).toList());
        }
    }

    private static void forget(Site site) {
        site.machine.method.forgetResults();
        site.places.values().forEach(Place::forget);
    }

    private void maybeRestart(Site site, int which) {
        if (random.nextInt(3) == 0) {
            restart(site, which);
        }
    }

    private void restart(Site site, int which) {
        happens("restart of " + which, site.machine::close);
        site.waiting.forEach(waiting -> site.counted.count(RefreshOutcome.CANCELLED));
        site.waiting.clear();
        site.counted.check(site.machine.method.figures());
        tally.add(site.counted);
        site.counted = new FreshnessTally();
        site.machine = site.start();
        site.places.values().forEach(Place::forget);
    }

    /** Returns what the model counted of all engines so far. */
    FreshnessTally tally() {
        FreshnessTally whole = new FreshnessTally();
        whole.add(tally);
        sites.forEach(site -> whole.add(site.counted));
        return whole;
    }

    /** Tells how it came to this. */
    @Override
    public String toString() {
        return plan + "\n" + String.join("\n", happened.subList(Math.max(0, happened.size() - LINES), happened.size()));
    }

    @Override
    public void close() {
        sites.forEach(site -> site.machine.close());
    }
}
