package io.memo.benchmarks.results;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** A hit by what the result is: 1,024 warm entries, asked for by arguments that are equal to those of the entries, not the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResultBenchmark {

    private static final int ENTRIES = 1024;

    /** What the method returns. */
    @Param
    public Shape shape = Shape.DTO;

    private final long[] ids = new long[ENTRIES];
    private final @Nullable String[] names = new String[ENTRIES];
    private final Cache<Object, Object> caffeine =
            Caffeine.newBuilder().maximumSize(2 * ENTRIES).build();
    private @Nullable ConfigurableApplicationContext context;
    private Results bean = new Results();
    private int next;

    private record Pair(long id, String name) {}

    /** One cached computation. */
    private interface Cached {
        @Nullable
        Object get(long id, String name);
    }

    /** The application. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    public static class Application {

        @Bean
        Results results(Environment environment) {
            return new Results(environment.getRequiredProperty("shape", Shape.class));
        }
    }

    /** Starts the application. */
    @Setup(Level.Trial)
    public void start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.cache.type=caffeine", "shape=" + shape)
                .run();
        context = started;
        bean = started.getBean(Results.class);
    }

    /** Stops it. */
    @TearDown(Level.Trial)
    public void stop() {
        if (context != null) {
            context.close();
        }
    }

    private @Nullable Object hit(Cached cached) {
        if (names[0] == null) {
            fill(cached);
        }
        next = (next + 1) & (ENTRIES - 1);
        return cached.get(ids[next], Objects.requireNonNull(names[next]));
    }

    /** Three times, so that the first hits are over, each time by names of its own. */
    private void fill(Cached cached) {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < ENTRIES; i++) {
                String name = "a usual name " + i;
                ids[i] = 100_000L + i;
                names[i] = name;
                cached.get(ids[i], name);
            }
        }
    }

    /** A plain cache with a key written by hand. */
    @Benchmark
    public @Nullable Object caffeine() {
        return hit((id, name) -> caffeine.get(new Pair(id, name), key -> bean.compute(id, name)));
    }

    /** Spring's cache abstraction on Caffeine. */
    @Benchmark
    public @Nullable Object cacheable() {
        return hit(bean::cacheable);
    }

    /** The same with {@code sync = true}. */
    @Benchmark
    public @Nullable Object cacheableSync() {
        return hit(bean::cacheableSync);
    }

    /** The default: checked by budget. */
    @Benchmark
    public @Nullable Object memo() {
        return hit(bean::memoized);
    }

    /** Checked on every hit. */
    @Benchmark
    public @Nullable Object memoAlways() {
        return hit(bean::memoizedAlways);
    }

    /** Frozen. */
    @Benchmark
    public @Nullable Object memoFrozen() {
        return hit(bean::memoizedFrozen);
    }

    /** A copy for each caller. */
    @Benchmark
    public @Nullable Object memoCopy() {
        return hit(bean::memoizedCopy);
    }

    /** The plain cache, with a copy written by hand. */
    @Benchmark
    public @Nullable Object copyByHand() {
        return shape.copy(Objects.requireNonNull(caffeine()));
    }

    /** Never checked. */
    @Benchmark
    public @Nullable Object memoAllowed() {
        return hit(bean::memoizedAllowed);
    }
}
