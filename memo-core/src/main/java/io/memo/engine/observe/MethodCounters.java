package io.memo.engine.observe;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MethodFigures;
import io.memo.MethodFigures.Checks;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.Runs;
import io.memo.MethodFigures.StaleReason;
import io.memo.engine.cost.HitCosts;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What is counted of one method. Striped, so that threads that hit do not wait for each other. */
public final class MethodCounters {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder mutations = new LongAdder();
    private final LongAdder checks = new LongAdder();
    private final LongAdder checkNanos = new LongAdder();
    private final LongAccumulator longestDelay = new LongAccumulator(Math::max, 0);
    private final Map<ComputationOutcome, LongAdder> runs = adders(ComputationOutcome.class);
    private final Map<ComputationOutcome, LongAdder> nanos = adders(ComputationOutcome.class);
    private final Map<EvictionCause, LongAdder> evictions = adders(EvictionCause.class);
    private final Map<FailedPart, LongAdder> errors = adders(FailedPart.class);
    private final Map<RefreshOutcome, LongAdder> refreshes = adders(RefreshOutcome.class);
    private final Map<StaleReason, LongAdder> stale = adders(StaleReason.class);

    /** Counts a hit. */
    public void hit() {
        hits.increment();
    }

    /** Counts a miss. */
    public void miss() {
        misses.increment();
    }

    /** Counts a changed object. */
    public void mutation() {
        mutations.increment();
    }

    /** Counts a check of a result that is not cheap, by whichever thread. */
    public void checked(long took) {
        checks.increment();
        checkNanos.add(took);
    }

    /** Notes how long after the hit a check came. */
    public void checkDelayed(long nanos) {
        longestDelay.accumulate(nanos);
    }

    /** Counts a run, with its nanoseconds. */
    public void ran(ComputationOutcome outcome, long took) {
        at(runs, outcome).increment();
        at(nanos, outcome).add(took);
    }

    /** Counts entries that were let go. */
    public void evicted(EvictionCause cause, long entries) {
        at(evictions, cause).add(entries);
    }

    /** Counts what became of an attempt to compute an entry anew. */
    public void refreshed(RefreshOutcome outcome) {
        at(refreshes, outcome).increment();
    }

    /** Counts an answer that is not fresh. */
    public void stale(StaleReason reason) {
        at(stale, reason).increment();
    }

    void failed(FailedPart part) {
        at(errors, part).increment();
    }

    /** Returns how long a run takes whose result is stored, on average, in nanoseconds; 0 before the first. */
    public long averageRun() {
        long stored = at(runs, ComputationOutcome.STORED).sum();
        return stored == 0 ? 0 : at(nanos, ComputationOutcome.STORED).sum() / stored;
    }

    /** @param costs what hits cost */
    public MethodFigures figures(long entries, long bytes, HitCosts costs) {
        return new MethodFigures(
                hits.sum(),
                misses.sum(),
                mutations.sum(),
                new Checks(checks.sum(), Duration.ofNanos(checkNanos.sum()), Duration.ofNanos(longestDelay.get())),
                entries,
                bytes,
                timeSaved(costs.average()),
                costs.all(),
                map(
                        ComputationOutcome.class,
                        outcome -> new Runs(
                                at(runs, outcome).sum(),
                                Duration.ofNanos(at(nanos, outcome).sum()))),
                map(EvictionCause.class, cause -> at(evictions, cause).sum()),
                map(RefreshOutcome.class, outcome -> at(refreshes, outcome).sum()),
                map(StaleReason.class, reason -> at(stale, reason).sum()),
                map(FailedPart.class, part -> at(errors, part).sum()));
    }

    /** By the averages, for adding up the very times would be a second shared counter on each hit. */
    private Duration timeSaved(long hitCost) {
        long stored = at(runs, ComputationOutcome.STORED).sum();
        double average =
                stored == 0 ? 0 : (double) at(nanos, ComputationOutcome.STORED).sum() / stored;
        return stored == 0 ? Duration.ZERO : Duration.ofNanos(Math.round((average - hitCost) * hits.sum()));
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        return map(type, constant -> new LongAdder());
    }

    private static <E extends Enum<E>> LongAdder at(Map<E, LongAdder> adders, E constant) {
        LongAdder adder = adders.get(constant);
        if (adder == null) {
            throw new IllegalStateException("No adder for " + constant);
        }
        return adder;
    }

    private static <E extends Enum<E>, V> Map<E, V> map(Class<E> type, Function<E, V> values) {
        Map<E, V> map = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            map.put(constant, values.apply(constant));
        }
        return map;
    }
}
