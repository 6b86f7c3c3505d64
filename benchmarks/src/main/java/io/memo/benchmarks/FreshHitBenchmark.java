package io.memo.benchmarks;

import io.memo.benchmarks.quotes.Application;
import io.memo.benchmarks.quotes.FreshQuotes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What a hit pays for times of its own: of a result that is not old. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FreshHitBenchmark {

    private long id = 4711;
    private String name = "a usual name";
    private @Nullable ConfigurableApplicationContext context;
    private FreshQuotes quotes = new FreshQuotes();

    /** Starts the application. */
    @Setup(Level.Trial)
    public void start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run();
        context = started;
        quotes = started.getBean(FreshQuotes.class);
    }

    /** Stops it. */
    @TearDown(Level.Trial)
    public void stop() {
        if (context != null) {
            context.close();
        }
    }

    /** No time. */
    @Benchmark
    public String plain() {
        return quotes.plain(id, name);
    }

    /** A {@code ttl}. */
    @Benchmark
    public String ttl() {
        return quotes.ttl(id, name);
    }

    /** And {@code refresh}. */
    @Benchmark
    public String refresh() {
        return quotes.refresh(id, name);
    }

    /** And {@code refresh = "auto"}. */
    @Benchmark
    public String auto() {
        return quotes.auto(id, name);
    }

    /** And {@code staleIfError}. */
    @Benchmark
    public String stale() {
        return quotes.stale(id, name);
    }

    /** {@code onRelease}. */
    @Benchmark
    public String released() {
        return quotes.released(id, name);
    }
}
