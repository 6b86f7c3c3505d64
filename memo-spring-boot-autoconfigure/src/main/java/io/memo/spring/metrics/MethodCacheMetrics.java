package io.memo.spring.metrics;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.MemoizedMethod;
import io.memo.MethodFigures;
import io.memo.MethodFigures.Runs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One memoized method as a cache: the meters of Micrometer's base class, and those that its Caffeine binder adds for a loading
 * cache. As there, what was cleared is no eviction, and every entry weighs 1.
 */
final class MethodCacheMetrics extends CacheMeterBinder<MemoizedMethod> {

    private static final String LOADS =
            "The number of times cache lookup methods have successfully loaded a new value or failed to load a new"
                    + " value, either because no value was found or an exception was thrown while loading";

    MethodCacheMetrics(MemoizedMethod method, Iterable<Tag> tags) {
        super(method, method.name(), tags);
    }

    @Override
    protected @Nullable Long size() {
        return figure(MethodFigures::entries);
    }

    @Override
    protected long hitCount() {
        return figureOrZero(MethodFigures::hits);
    }

    @Override
    protected @Nullable Long missCount() {
        return figure(MethodFigures::misses);
    }

    @Override
    protected @Nullable Long evictionCount() {
        return figure(MethodCacheMetrics::evictions);
    }

    @Override
    protected long putCount() {
        return figureOrZero(
                figures -> at(figures.computations(), ComputationOutcome.STORED).count());
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        count(
                "cache.eviction.weight",
                "The sum of weights of evicted entries. This total does not include manual invalidations.",
                null,
                MethodCacheMetrics::evictions,
                registry);
        count("cache.load", LOADS, "success", figures -> runs(figures) - failures(figures), registry);
        count("cache.load", LOADS, "failure", MethodCacheMetrics::failures, registry);
        TimeGauge.builder("cache.load.duration", registered(), TimeUnit.NANOSECONDS, m -> nanos(m.figures()))
                .tags(getTagsWithCacheName())
                .description("The time the cache has spent loading new values")
                .register(registry);
    }

    private void count(
            String name,
            String description,
            @Nullable String result,
            ToDoubleFunction<MethodFigures> figure,
            MeterRegistry registry) {
        FunctionCounter.Builder<MemoizedMethod> counter = FunctionCounter.builder(
                        name, registered(), m -> figure.applyAsDouble(m.figures()))
                .tags(getTagsWithCacheName())
                .description(description);
        (result == null ? counter : counter.tag("result", result)).register(registry);
    }

    /** Returns the method while its meters are being registered. */
    private MemoizedMethod registered() {
        return Objects.requireNonNull(getCache());
    }

    /** Asks the method, which the base class holds weakly: a meter may outlive its method. Null if it is gone. */
    private @Nullable Long figure(Function<MethodFigures, Long> figure) {
        MemoizedMethod method = getCache();
        return method == null ? null : figure.apply(method.figures());
    }

    private long figureOrZero(Function<MethodFigures, Long> figure) {
        Long known = figure(figure);
        return known == null ? 0 : known;
    }

    private static long evictions(MethodFigures figures) {
        return Stream.of(EvictionCause.EXPIRED, EvictionCause.SIZE)
                .mapToLong(cause -> at(figures.evictions(), cause))
                .sum();
    }

    private static long runs(MethodFigures figures) {
        return all(figures).stream().mapToLong(Runs::count).sum();
    }

    private static long failures(MethodFigures figures) {
        return at(figures.computations(), ComputationOutcome.FAILED).count();
    }

    private static double nanos(MethodFigures figures) {
        return all(figures).stream()
                .map(Runs::total)
                .reduce(Duration.ZERO, Duration::plus)
                .toNanos();
    }

    private static Collection<Runs> all(MethodFigures figures) {
        return figures.computations().values();
    }

    private static <K, V> V at(Map<K, V> figures, K key) {
        return Objects.requireNonNull(figures.get(key));
    }
}
