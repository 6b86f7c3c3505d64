package io.memo.engine;

import io.memo.engine.AsyncFlights.Flight;
import io.memo.engine.AsyncFlights.Rider;
import io.memo.engine.call.AsyncResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A method and the source behind it: chance says when and how its futures complete, and it notes when it is asked and should not be. */
final class AsyncSource implements AutoCloseable {

    final Fixture fixture = new Fixture();
    final HeldTasks behind = new HeldTasks();
    final MethodMemoizer method;
    private final MemoEngine engine;

    final List<String> faults = new ArrayList<>();
    boolean down;
    private final Random random;
    /** The run that it is to be asked for, and no other; what it does then, null if that comes later. */
    private volatile @Nullable Flight next;

    private volatile @Nullable Outcome atOnce;

    AsyncSource(Random random, FreshnessPlan plan) {
        this.random = random;
        if (plan.ttl() != null) {
            fixture.ttl(Duration.ofMillis(plan.ttl()));
        }
        fixture.freshness(plan.freshness()).sameThreadMaintenance().waitTimeout(Duration.ofHours(1));
        fixture.builder().refreshPool(behind.pool(plan.refreshes()));
        this.engine = fixture.engine();
        this.method = engine.add(
                fixture.spec("Target.compute"), AsyncResults.FUTURES, new FreshnessMachine.BySaying(), Set.of());
    }

    @SuppressWarnings("unchecked")
    CompletableFuture<Object> call(Rider rider) {
        try {
            return (CompletableFuture<Object>) fixture.call(method, rider.argument, this::run);
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** @param thrown whether the method throws it instead of returning a future */
    record Outcome(@Nullable Object value, @Nullable Throwable failure, boolean thrown) {

        void of(CompletableFuture<Object> source) {
            if (failure != null) {
                source.completeExceptionally(failure);
            } else {
                source.complete(value);
            }
        }
    }

    /** @param key null for all */
    void clear(@Nullable String key) {
        if (key != null) {
            method.clear(new Object[] {List.of(key)});
        } else if (random.nextBoolean()) {
            method.clear();
        } else {
            method.forgetResults();
        }
    }

    /** Does what asks for this run, and for no other; returns how that ended, null if it has not. */
    @Nullable
    Outcome asked(@Nullable Flight flight, Runnable asking) {
        Outcome outcome = flight == null || random.nextBoolean() ? null : outcome(flight);
        next = flight;
        atOnce = outcome;
        asking.run();
        if (next != null) {
            faults.add("the source was not asked");
        }
        return outcome;
    }

    private Object run() {
        Flight flight = next;
        Outcome outcome = atOnce;
        next = null;
        if (flight == null) {
            faults.add("the source was asked too often");
            return new CompletableFuture<>();
        }
        if (outcome != null && outcome.thrown) {
            throw (RuntimeException) Objects.requireNonNull(outcome.failure);
        }
        if (outcome != null) {
            outcome.of(flight.source);
        }
        return flight.source;
    }

    Outcome outcome(Flight flight) {
        if (random.nextInt(20) == 0) {
            return new Outcome(null, new CancellationException("source " + flight.run), false);
        }
        if (random.nextInt(10) == 0 || (down && random.nextInt(8) != 0)) {
            return new Outcome(null, new IllegalStateException("down at " + flight.run), random.nextInt(3) == 0);
        }
        return new Outcome(value(flight.run), null, false);
    }

    private @Nullable Object value(int run) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "";
            default -> run + "@" + FreshnessPlan.pick(random, -1, 0, 1, 700, 60_000, 60_000, 60_000);
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
