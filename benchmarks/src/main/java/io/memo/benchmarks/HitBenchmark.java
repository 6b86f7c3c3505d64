package io.memo.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.benchmarks.quotes.Application;
import io.memo.benchmarks.quotes.Order;
import io.memo.benchmarks.quotes.Quotes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A hit through the proxy of one and the same bean: of memo, of Spring's {@code @Cacheable}, and of no proxy at all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HitBenchmark {

    /** What the method takes. */
    public enum Shape {
        /** A long and a string. */
        LONG_STRING,
        /** A record of five fields. */
        RECORD,
        /** A list of 20 strings. */
        LIST
    }

    /** What the method takes. */
    @Param
    public Shape shape = Shape.LONG_STRING;

    private long id = 4711;
    private String name = "a usual name";
    private Order order = new Order(4711, "a usual name", 3, 19.95, true);
    private List<String> names =
            IntStream.range(0, 20).mapToObj(i -> "name no " + i).toList();

    private final Cache<Object, Object> caffeine =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private @Nullable ConfigurableApplicationContext context;
    private Quotes proxy = new Quotes();
    private final Quotes plain = new Quotes();

    private record Pair(long id, String name) {}

    /** Starts the application. */
    @Setup(Level.Trial)
    public void start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.cache.type=caffeine")
                .run();
        context = started;
        proxy = started.getBean(Quotes.class);
    }

    /** Stops it. */
    @TearDown(Level.Trial)
    public void stop() {
        if (context != null) {
            context.close();
        }
    }

    /** The method itself. */
    @Benchmark
    public Object direct() {
        return switch (shape) {
            case LONG_STRING -> plain.price(id, name);
            case RECORD -> plain.price(order);
            case LIST -> plain.price(names);
        };
    }

    /** A plain cache with a key written by hand. */
    @Benchmark
    public @Nullable Object caffeine() {
        return switch (shape) {
            case LONG_STRING -> caffeine.get(new Pair(id, name), key -> plain.price(id, name));
            case RECORD -> caffeine.get(order, key -> plain.price(order));
            case LIST -> caffeine.get(names, key -> plain.price(names));
        };
    }

    /** Spring's cache abstraction on Caffeine. */
    @Benchmark
    public Object cacheable() {
        return switch (shape) {
            case LONG_STRING -> proxy.cacheable(id, name);
            case RECORD -> proxy.cacheable(order);
            case LIST -> proxy.cacheable(names);
        };
    }

    /** The same with {@code sync = true}. */
    @Benchmark
    public Object cacheableSync() {
        return switch (shape) {
            case LONG_STRING -> proxy.cacheableSync(id, name);
            case RECORD -> proxy.cacheableSync(order);
            case LIST -> proxy.cacheableSync(names);
        };
    }

    /** A result that proved immutable. */
    @Benchmark
    public Object memo() {
        return switch (shape) {
            case LONG_STRING -> proxy.memoized(id, name);
            case RECORD -> proxy.memoized(order);
            case LIST -> proxy.memoized(names);
        };
    }

    /** The same of a bean that reads three final settings and two of a properties object. */
    @Benchmark
    public Object memoWithExternals() {
        return switch (shape) {
            case LONG_STRING -> proxy.memoizedWithExternals(id, name);
            case RECORD -> proxy.memoizedWithExternals(order);
            case LIST -> proxy.memoizedWithExternals(names);
        };
    }

    /** A map of ten that anyone may change, and the check that nobody did. */
    @Benchmark
    public Object memoMutable() {
        return switch (shape) {
            case LONG_STRING -> proxy.memoizedMutable(id, name);
            case RECORD -> proxy.memoizedMutable(order);
            case LIST -> proxy.memoizedMutable(names);
        };
    }
}
