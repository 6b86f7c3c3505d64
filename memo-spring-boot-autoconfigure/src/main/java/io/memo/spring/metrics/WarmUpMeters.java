package io.memo.spring.metrics;

import io.memo.spring.warmup.WarmUpFigures;
import io.memo.spring.warmup.WarmUpOutcome;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Exports what became of warm-ups, all of it there at 0 from the start. Closing takes the meters out. Safe for use by several threads. */
public final class WarmUpMeters implements MeterBinder, AutoCloseable {

    private final WarmUpFigures figures;
    private final List<Runnable> removals = new CopyOnWriteArrayList<>();

    /** @param figures those of the context */
    public WarmUpMeters(WarmUpFigures figures) {
        this.figures = figures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String bean : figures.beans()) {
            for (WarmUpOutcome outcome : WarmUpOutcome.values()) {
                FunctionTimer timer = FunctionTimer.builder(
                                "memo.warmups",
                                figures,
                                f -> f.took(bean, outcome) == null ? 0 : 1,
                                f -> nanos(f.took(bean, outcome)),
                                TimeUnit.NANOSECONDS)
                        .tags("bean", bean, "outcome", outcome.tag())
                        .description("Warm-ups that ended")
                        .register(registry);
                removals.add(() -> registry.remove(timer));
            }
        }
    }

    private static double nanos(@Nullable Duration took) {
        return took == null ? 0 : took.toNanos();
    }

    @Override
    public void close() {
        removals.forEach(Runnable::run);
        removals.clear();
    }
}
