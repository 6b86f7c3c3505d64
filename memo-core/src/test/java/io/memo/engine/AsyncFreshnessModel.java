package io.memo.engine;

import io.memo.MethodFigures.RefreshOutcome;
import io.memo.engine.AsyncFlights.Flight;
import io.memo.engine.AsyncFlights.Held;
import io.memo.engine.AsyncFlights.Rider;
import io.memo.engine.AsyncFlights.Waiting;
import io.memo.engine.FreshnessPlan.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What 3.4 and 10.1 to 10.3 say of results that come later: who has got what, and what is to run, after each thing that happens. */
final class AsyncFreshnessModel {

    final FreshnessTally tally = new FreshnessTally();
    /** Those that others may board. */
    final Map<String, Flight> open = new HashMap<>();

    final Queue<Waiting> waiting = new ArrayDeque<>();
    private final FreshnessPlan plan;
    private final Map<String, Held> helds = new HashMap<>();
    private final Map<String, Failed> failures = new HashMap<>();
    /** The number of the first run that a call of the key which begins now may get. */
    private final Map<String, Integer> floors = new HashMap<>();

    /** How many refreshes found another run of their key under way. */
    int leftToAnother;

    private int runs;
    private int attempts;

    AsyncFreshnessModel(FreshnessPlan plan) {
        this.plan = plan;
    }

    private record Failed(Throwable thrown, long at) {}

    /** Returns the run that the call begins, null if it begins none. */
    @Nullable
    Flight called(Rider rider, long now) {
        String key = rider.key;
        rider.floor = floors.getOrDefault(key, 0);
        rider.flight = null;
        Held held = held(key, now);
        if (held != null && held.result.isFresh(now)) {
            tally.hits++;
            rider.gets(held.result);
            begins(held, rider, now);
            return null;
        }
        Failed failed = failures.get(key);
        if (failed != null && now < failed.at + Objects.requireNonNull(plan.failureTtl())) {
            tally.hits++;
            tally.kept++;
            rider.fails(failed.thrown);
            return null;
        }
        rider.stale = held;
        Flight under = open.get(key);
        rider.flight = under != null ? under : flight(key, rider.argument, null, now);
        rider.flight.aboard.add(rider);
        tally.misses += under == null ? 1 : 0;
        return under == null ? rider.flight : null;
    }

    private Flight flight(String key, List<Object> argument, @Nullable Held renews, long now) {
        Flight flight = new Flight(key, ++runs, argument, renews, now);
        open.put(key, flight);
        return flight;
    }

    private @Nullable Held held(String key, long now) {
        helds.computeIfPresent(key, (same, held) -> plan.isKept(held.result, now) ? held : null);
        return helds.get(key);
    }

    private void begins(Held held, Rider rider, long now) {
        if (!plan.isOld(held.result, now)) {
            return;
        }
        tally.refreshing++;
        if (held.claimed || now < held.dueFrom) {
            return;
        }
        if (attempts >= plan.refreshes()) {
            tally.count(RefreshOutcome.REJECTED);
            held.pause(plan, now);
            return;
        }
        attempts++;
        held.claimed = true;
        waiting.add(new Waiting(rider.key, held, rider.argument));
    }

    /** Returns the run that the refresh begins which has waited longest, null if it begins none. */
    @Nullable
    Flight renews(long now) {
        Waiting first = waiting.remove();
        if (held(first.key(), now) != first.of() || first.argument().size() > 1) {
            renewed(first.of(), RefreshOutcome.DISCARDED, now);
            return null;
        }
        if (open.containsKey(first.key())) {
            attempts--;
            leftToAnother++;
            first.of().due(now + Math.max(10, Math.min(first.of().took / 2, 60_000)));
            return null;
        }
        return flight(first.key(), first.argument(), first.of(), now);
    }

    private void renewed(Held old, RefreshOutcome outcome, long now) {
        attempts--;
        tally.count(outcome);
        if (outcome != RefreshOutcome.REFRESHED) {
            old.pause(plan, now);
        }
    }

    /** The source gave a value, or failed; returns who has to call anew, for it is not of the arguments that they called with. */
    List<Rider> landed(Flight flight, @Nullable Object value, @Nullable Throwable failure, long now) {
        open.remove(flight.key, flight);
        boolean changed = flight.isChanged();
        Result result = new Result(flight.run, value, now, plan.lasts(value));
        boolean stored = failure == null && !changed && stores(flight, result);
        boolean source = failure != null && !(failure instanceof CancellationException);
        tally.failed += failure != null ? 1 : 0;
        // What a refresh failed with is for those alone who wait for it.
        if (source && flight.mayStore && !changed && flight.renews == null && plan.failureTtl() != null) {
            failures.put(flight.key, new Failed(failure, now));
        }
        if (flight.renews != null) {
            RefreshOutcome left = stored ? RefreshOutcome.REFRESHED : RefreshOutcome.DISCARDED;
            renewed(flight.renews, failure != null ? RefreshOutcome.FAILED : left, now);
        }
        List<Rider> again = new ArrayList<>();
        for (Rider rider : flight.aboard) {
            boolean owner = rider.argument == flight.argument;
            if (changed && !owner) {
                again.add(rider);
                continue;
            }
            tally.hits += owner || failure != null ? 0 : 1;
            tally.misses += owner || failure == null ? 0 : 1;
            if (failure == null) {
                rider.gets(result);
            } else if (source && rider.stale != null && plan.isKept(rider.stale.result, now)) {
                tally.stale++;
                rider.gets(rider.stale.result);
            } else {
                rider.fails(failure);
            }
        }
        return again;
    }

    private boolean stores(Flight flight, Result result) {
        if (result.lasts() <= 0) {
            tally.vetoed++;
            return false;
        }
        if (flight.mayStore) {
            tally.stored++;
            floors.put(flight.key, result.run());
            helds.put(flight.key, new Held(result, result.at() - flight.began));
        }
        return flight.mayStore;
    }

    /** The last one that leaves puts an end to the run. */
    void left(Rider rider) {
        rider.left = true;
        Flight flight = Objects.requireNonNull(rider.flight);
        flight.aboard.remove(rider);
        if (flight.aboard.isEmpty() && flight.renews == null) {
            cancelled(flight);
        }
    }

    private void cancelled(Flight flight) {
        open.remove(flight.key, flight);
        flight.cancelled = true;
        tally.failed++;
    }

    /** Nothing of now is given to who calls from here on, and nothing that runs is stored. */
    void cleared(String key) {
        Flight flight = open.remove(key);
        if (flight != null) {
            flight.mayStore = false;
        }
        helds.remove(key);
        failures.remove(key);
        floors.put(key, runs + 1);
    }

    /** The application ends, and nobody waits for any of these. */
    void closed(List<Flight> renewing) {
        for (int i = 0; i < attempts; i++) {
            tally.count(RefreshOutcome.CANCELLED);
        }
        renewing.forEach(this::cancelled);
    }

    /** Returns the moments at which something becomes of what there is of the key. */
    List<Long> bounds(String key) {
        Held held = helds.get(key);
        Failed failed = failures.get(key);
        List<Long> bounds = new ArrayList<>(held == null ? List.of() : held.bounds(plan));
        if (failed != null) {
            bounds.add(failed.at + Objects.requireNonNull(plan.failureTtl()));
        }
        return bounds;
    }
}
