package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.engine.AsyncFlights.Flight;
import io.memo.engine.AsyncFlights.Rider;
import io.memo.engine.AsyncFlights.Waiting;
import io.memo.engine.AsyncSource.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One machine with a source of futures, to which one thing after the other happens by chance. */
final class AsyncFreshnessWorld implements AutoCloseable {

    private static final List<String> KEYS = List.of("one", "two");
    private static final int LINES = 60;

    private final Random random;
    private final FreshnessPlan plan;
    final AsyncFreshnessModel model;
    private final List<String> keys;
    private final List<Rider> riders = new ArrayList<>();
    private final List<Flight> pending = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final AsyncSource source;

    AsyncFreshnessWorld(Random random) {
        this.random = random;
        FreshnessPlan first = FreshnessPlan.draw(random);
        this.plan = first.refresh() == null ? FreshnessPlan.draw(random) : first;
        this.source = new AsyncSource(random, plan);
        this.model = new AsyncFreshnessModel(plan);
        this.keys = KEYS.subList(0, 1 + random.nextInt(KEYS.size()));
    }

    private long now() {
        return source.fixture.ticker.now().toEpochMilli();
    }

    void step() {
        String key = any(keys);
        switch (random.nextInt(32)) {
            case 0 -> source.down = random.nextInt(3) == 0;
            case 1, 2, 3 -> wait(key);
            case 4, 5, 6 -> refresh();
            case 10 -> model.waiting.stream().toList().forEach(each -> refresh());
            case 7, 8, 9, 11, 12, 13, 14 -> land();
            case 15, 21 -> List.copyOf(pending).forEach(this::land);
            case 16, 17 -> leave();
            case 19 -> change();
            case 20 -> clear(key);
            case 22, 23, 24, 25 -> waitAndCall(key);
            case 26 -> overtake();
            default -> call(key);
        }
        check();
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void happens(String what) {
        happened.add(now() + " " + what);
    }

    /** Often until something becomes of the key, or right before or after that. */
    private void wait(String key) {
        List<Long> bounds = model.bounds(key).stream()
                .map(bound -> bound - now() + random.nextInt(3) - 1)
                .filter(by -> by > 0 && by < FreshnessPlan.FOREVER / 2)
                .sorted()
                .toList();
        long by = bounds.isEmpty() || random.nextInt(4) == 0
                ? random.nextInt(1_000)
                : random.nextBoolean() ? bounds.get(0) : any(bounds);
        happens("wait for " + by);
        source.fixture.ticker.advance(Duration.ofMillis(by));
    }

    private void call(String key) {
        Flight under = model.open.get(key);
        if (under != null && under.isChanged()) {
            // Of several that call anew, other threads decide which is the first.
            return;
        }
        happens("call of " + key);
        Rider rider = new Rider(key);
        riders.add(rider);
        asks(model.called(rider, now()), () -> rider.future = source.call(rider));
    }

    private void waitAndCall(String key) {
        wait(key);
        call(key);
    }

    /** A refresh that waits may come too late. */
    private void overtake() {
        if (!model.waiting.isEmpty()) {
            waitAndCall(model.waiting.element().key());
            refresh();
        }
    }

    private void asks(@Nullable Flight flight, Runnable asking) {
        Outcome outcome = source.asked(flight, asking);
        if (flight == null) {
            return;
        }
        happens("  run " + flight.run + " of " + flight.key + (outcome == null ? "" : ": " + outcome));
        if (outcome == null) {
            pending.add(flight);
        } else {
            model.landed(flight, outcome.value(), outcome.failure(), now());
        }
    }

    private void refresh() {
        if (!model.waiting.isEmpty()) {
            happens("refresh of " + model.waiting.element().key());
            asks(model.renews(now()), source.behind::runFirst);
        }
    }

    private void land() {
        if (!pending.isEmpty()) {
            land(any(pending));
        }
    }

    private void land(Flight flight) {
        if (!pending.remove(flight)) {
            return;
        }
        Outcome outcome = source.outcome(flight);
        happens("run " + flight.run + " of " + flight.key + " lands: " + outcome);
        List<Rider> again = model.landed(flight, outcome.value(), outcome.failure(), now());
        if (again.isEmpty()) {
            outcome.of(flight.source);
        } else {
            asks(model.called(again.get(0), now()), () -> {
                outcome.of(flight.source);
                assertThat(ForkJoinPool.commonPool().awaitQuiescence(30, TimeUnit.SECONDS))
                        .isTrue();
            });
        }
    }

    private void leave() {
        List<Rider> waiting = riders.stream().filter(rider -> !rider.over).toList();
        if (!waiting.isEmpty()) {
            Rider rider = any(waiting);
            Flight flight = Objects.requireNonNull(rider.flight);
            happens("a caller leaves run " + flight.run);
            model.left(rider);
            rider.future.cancel(true);
            if (flight.cancelled) {
                pending.remove(flight);
                assertThat(flight.source).as("left by all").isCancelled();
            }
        }
    }

    private void clear(String key) {
        boolean all = random.nextInt(3) == 0;
        happens("clear of " + (all ? "all" : key));
        source.clear(all ? null : key);
        (all ? keys : List.of(key)).forEach(model::cleared);
    }

    /** Changes an argument of a call that has returned, and whose result is to come or is to be computed anew. */
    private void change() {
        if (!model.waiting.isEmpty() && random.nextInt(4) == 0) {
            Waiting refresh = any(List.copyOf(model.waiting));
            happens("change of a refresh of " + refresh.key());
            refresh.argument().add("changed");
        } else if (!pending.isEmpty()) {
            Flight flight = any(pending);
            if (flight.mayChange()) {
                happens("change during run " + flight.run);
                flight.argument.add("changed");
            }
        }
    }

    private void check() {
        assertThat(source.faults).isEmpty();
        riders.forEach(Rider::check);
        riders.removeIf(rider -> rider.over || rider.left);
        assertThat(pending).noneMatch(flight -> flight.source.isDone());
        assertThat(source.method.underWay()).as("under way").isEqualTo(model.open.size());
        assertThat(source.behind.waiting()).as("refreshes that wait").isEqualTo(model.waiting.size());
        model.tally.check(source.method.figures());
    }

    /** All that runs ends, but for what nobody waits for: that ends with the application. */
    void end() {
        List.copyOf(pending).stream().filter(flight -> !flight.aboard.isEmpty()).forEach(this::land);
        List.copyOf(pending).stream().filter(flight -> flight.renews == null).forEach(this::land);
        check();
        happens("end");
        source.close();
        model.closed(pending);
        assertThat(pending).allMatch(flight -> flight.source.isCancelled());
        model.tally.check(source.method.figures());
        assertThat(source.method.underWay()).as("under way").isZero();
        assertThat(riders).as("without an answer").isEmpty();
    }

    /** Tells how it came to this. */
    @Override
    public String toString() {
        return plan + "\n" + String.join("\n", happened.subList(Math.max(0, happened.size() - LINES), happened.size()));
    }

    @Override
    public void close() {
        source.close();
    }
}
