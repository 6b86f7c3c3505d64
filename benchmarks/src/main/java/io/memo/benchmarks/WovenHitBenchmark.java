package io.memo.benchmarks;

import io.memo.benchmarks.quotes.Order;
import io.memo.benchmarks.woven.Application;
import io.memo.benchmarks.woven.WovenQuotes;
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

/** A hit of one woven class: through the proxy of a bean, and by woven code alone; and of Spring's {@code @Cacheable}, woven. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WovenHitBenchmark {

    /** What the method takes. */
    @Param
    public HitBenchmark.Shape shape = HitBenchmark.Shape.LONG_STRING;

    private long id = 4711;
    private String name = "a usual name";
    private Order order = new Order(4711, "a usual name", 3, 19.95, true);
    private List<String> names =
            IntStream.range(0, 20).mapToObj(i -> "name no " + i).toList();

    private @Nullable ConfigurableApplicationContext context;
    private WovenQuotes proxy = new WovenQuotes();
    private final WovenQuotes plain = new WovenQuotes();

    /** Starts the application. */
    @Setup(Level.Trial)
    public void start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("spring.cache.type=caffeine")
                .run();
        context = started;
        proxy = started.getBean(WovenQuotes.class);
    }

    /** Stops it. */
    @TearDown(Level.Trial)
    public void stop() {
        if (context != null) {
            context.close();
        }
    }

    /** The proxy answers. */
    @Benchmark
    public Object proxied() {
        return memoized(proxy);
    }

    /** Woven code answers, as it does for calls on {@code this}. */
    @Benchmark
    public Object woven() {
        return memoized(plain);
    }

    /** Spring's aspect answers. */
    @Benchmark
    public Object cacheableWoven() {
        return switch (shape) {
            case LONG_STRING -> plain.cacheable(id, name);
            case RECORD -> plain.cacheable(order);
            case LIST -> plain.cacheable(names);
        };
    }

    private Object memoized(WovenQuotes quotes) {
        return switch (shape) {
            case LONG_STRING -> quotes.memoized(id, name);
            case RECORD -> quotes.memoized(order);
            case LIST -> quotes.memoized(names);
        };
    }
}
