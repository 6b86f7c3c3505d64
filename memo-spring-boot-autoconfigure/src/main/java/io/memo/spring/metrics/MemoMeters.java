package io.memo.spring.metrics;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.FailedPart;
import io.memo.MemoizedMethod;
import io.memo.MethodFigures;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Exports what the engine counts, for every memoized method in every registry, all of it there at 0 from the start. The
 * engine counts by itself; a hit touches no registry. Safe for use by several threads.
 */
public final class MemoMeters extends MethodMeters {

    /** One for all results: Prometheus shows one for a name. */
    private static final String GETS =
            "Calls of memoized methods: a hit was answered without running the method, a miss ran it";

    @Override
    public Running computationStarted(MemoizedMethod method) {
        List<MeterRegistry> registries = registries();
        if (registries.isEmpty()) {
            return Running.UNOBSERVED;
        }
        List<LongTaskTimer.Sample> samples = registries.stream()
                .map(registry -> underWay(method, registry).start())
                .toList();
        return (outcome, took) -> {
            samples.forEach(LongTaskTimer.Sample::stop);
            registries.forEach(registry -> runs(method, outcome, registry).record(took));
        };
    }

    @Override
    void register(MemoizedMethod method, MeterRegistry registry) {
        Tags name = Tags.of("name", method.name());
        count("memo.gets", name.and("result", "hit"), GETS, method, MethodFigures::hits, registry);
        count("memo.gets", name.and("result", "miss"), GETS, method, MethodFigures::misses, registry);
        count("memo.mutations", name, "Changed states of cached objects", method, MethodFigures::mutations, registry);
        hitCosts(method, name, registry);
        checks(method, name, registry);
        for (EvictionCause cause : EvictionCause.values()) {
            count(
                    "memo.evictions",
                    name.and("cause", cause.tag()),
                    "Entries gone",
                    method,
                    f -> at(f.evictions(), cause),
                    registry);
        }
        for (FailedPart part : FailedPart.values()) {
            count(
                    "memo.errors",
                    name.and("part", part.tag()),
                    "Failures within memo",
                    method,
                    f -> at(f.errors(), part),
                    registry);
        }
        for (RefreshOutcome outcome : RefreshOutcome.values()) {
            count(
                    "memo.refreshes",
                    name.and("outcome", outcome.tag()),
                    "Attempts to compute old results anew behind their callers",
                    method,
                    f -> at(f.refreshes(), outcome),
                    registry);
        }
        for (StaleReason reason : StaleReason.values()) {
            count(
                    "memo.stale",
                    name.and("reason", reason.tag()),
                    "Calls answered with what is not fresh",
                    method,
                    f -> at(f.stale(), reason),
                    registry);
        }
        Gauge.builder("memo.entries", method, m -> m.figures().entries())
                .tags(name)
                .description("Results stored now")
                .register(registry);
        Gauge.builder("memo.bytes", method, m -> m.figures().bytes())
                .tags(name)
                .baseUnit("bytes")
                .description("Heap that the results stored now take with their keys, by estimate")
                .register(registry);
        for (TierFigures tier : method.tiers()) {
            tier(method, tier.tier(), name.and("tier", tier.tier()), registry);
        }
        underWay(method, registry);
        for (ComputationOutcome outcome : ComputationOutcome.values()) {
            catchUp(runs(method, outcome, registry), at(method.figures().computations(), outcome));
        }
    }

    private static void hitCosts(MemoizedMethod method, Tags name, MeterRegistry registry) {
        FunctionTimer.builder(
                        "memo.hits.latency",
                        method,
                        m -> m.figures().timedHits().count(),
                        m -> m.figures().timedHits().total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(name)
                .description("How long hits take, their keys included, by those that are timed")
                .register(registry);
    }

    private static void checks(MemoizedMethod method, Tags name, MeterRegistry registry) {
        FunctionTimer.builder(
                        "memo.checks",
                        method,
                        m -> m.figures().checks().count(),
                        m -> m.figures().checks().total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(name)
                .description("Checks of stored results that are not cheap")
                .register(registry);
        TimeGauge.builder(
                        "memo.checks.delay",
                        method,
                        TimeUnit.NANOSECONDS,
                        m -> m.figures().checks().longestDelay().toNanos())
                .tags(name)
                .description("How long after a hit its check came, at most")
                .register(registry);
    }

    private static void tier(MemoizedMethod method, String tier, Tags tags, MeterRegistry registry) {
        for (Got result : Got.values()) {
            FunctionCounter.builder(
                            "memo.tier.gets", method, m -> at(figures(m, tier).gets(), result))
                    .tags(tags.and("result", result.tag()))
                    .description("Look-ups outside the process")
                    .register(registry);
        }
        for (Put result : Put.values()) {
            FunctionCounter.builder(
                            "memo.tier.puts", method, m -> at(figures(m, tier).puts(), result))
                    .tags(tags.and("result", result.tag()))
                    .description("Results to be kept outside the process")
                    .register(registry);
        }
        FunctionTimer.builder(
                        "memo.tier.latency",
                        method,
                        m -> figures(m, tier).asked(),
                        m -> figures(m, tier).askedTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .tags(tags)
                .description("How long a tier takes to answer")
                .register(registry);
        paused("read", method, m -> figures(m, tier).readsPaused(), tags, registry);
        paused("write", method, m -> figures(m, tier).writesPaused(), tags, registry);
    }

    private static void paused(
            String operation,
            MemoizedMethod method,
            Predicate<MemoizedMethod> paused,
            Tags tags,
            MeterRegistry registry) {
        Gauge.builder("memo.tier.paused", method, m -> paused.test(m) ? 1 : 0)
                .tags(tags.and("operation", operation))
                .description("1 while the tier is left alone after failures")
                .register(registry);
    }

    private static TierFigures figures(MemoizedMethod method, String tier) {
        return method.tiers().stream()
                .filter(figures -> figures.tier().equals(tier))
                .findFirst()
                .orElseThrow();
    }

    /** Runs before the registry was there are recorded with their mean. */
    private static void catchUp(Timer timer, MethodFigures.Runs earlier) {
        for (long missing = earlier.count() - timer.count(); missing > 0; missing--) {
            timer.record(earlier.total().dividedBy(earlier.count()));
        }
    }

    private static void count(
            String meter,
            Tags tags,
            String description,
            MemoizedMethod method,
            ToDoubleFunction<MethodFigures> figure,
            MeterRegistry registry) {
        FunctionCounter.builder(meter, method, m -> figure.applyAsDouble(m.figures()))
                .tags(tags)
                .description(description)
                .register(registry);
    }

    private static Timer runs(MemoizedMethod method, ComputationOutcome outcome, MeterRegistry registry) {
        return Timer.builder("memo.computations")
                .tags("name", method.name(), "outcome", outcome.tag())
                .description("Runs of memoized methods")
                .register(registry);
    }

    private static LongTaskTimer underWay(MemoizedMethod method, MeterRegistry registry) {
        return LongTaskTimer.builder("memo.computations.active")
                .tags("name", method.name())
                .description("Runs of memoized methods under way")
                .register(registry);
    }

    private static <K, V> V at(Map<K, V> figures, K key) {
        return Objects.requireNonNull(figures.get(key));
    }
}
