package io.memo.spring.metrics;

import io.memo.MemoizedMethod;
import io.memo.verdict.MemoListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Brings every method together with every registry, whichever comes first. Safe for use by several threads. */
abstract class MethodMeters implements MeterBinder, MemoListener {

    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final List<MemoizedMethod> methods = new CopyOnWriteArrayList<>();

    @Override
    public final void bindTo(MeterRegistry registry) {
        registries.add(registry);
        methods.forEach(method -> register(method, registry));
    }

    @Override
    public final void methodAdded(MemoizedMethod method) {
        methods.add(method);
        registries.forEach(registry -> register(method, registry));
    }

    /** Returns the registries that are there by now. */
    final List<MeterRegistry> registries() {
        return registries;
    }

    /** Registers the meters of the method; what is registered already is left as it is. */
    abstract void register(MemoizedMethod method, MeterRegistry registry);
}
