package io.memo.spring.metrics;

import io.memo.MemoizedMethod;
import io.memo.engine.observe.MemoListener;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Brings every method together with every registry, whichever comes first. Safe for use by several threads.
 *
 * <p>A registry may live longer than the methods: it may be static, be a parent context's, or be held by a library after it was
 * closed. So a meter holds its method weakly, and {@link #close} takes the meters out again.
 */
abstract class MethodMeters implements MeterBinder, MemoListener, AutoCloseable {

    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();
    private final List<MemoizedMethod> methods = new CopyOnWriteArrayList<>();
    private final List<Registered> registered = new CopyOnWriteArrayList<>();

    @Override
    public final void bindTo(MeterRegistry registry) {
        registries.add(registry);
        register(methods, registry);
    }

    @Override
    public final void methodAdded(MemoizedMethod method) {
        methods.add(method);
        registries.forEach(registry -> register(List.of(method), registry));
    }

    /** Removes the meters from their registries, but for those that were there before. */
    @Override
    public final void close() {
        registries.clear();
        methods.clear();
        registered.forEach(Registered::remove);
        registered.clear();
    }

    /** Returns the registries that are there by now. */
    final List<MeterRegistry> registries() {
        return registries;
    }

    /** Registers the meters of the method; what is registered already is left as it is. */
    abstract void register(MemoizedMethod method, MeterRegistry registry);

    private void register(Collection<MemoizedMethod> added, MeterRegistry registry) {
        Set<Meter> before = Collections.newSetFromMap(new IdentityHashMap<>());
        before.addAll(registry.getMeters());
        added.forEach(method -> register(method, registry));
        Set<String> names = added.stream().map(MemoizedMethod::name).collect(Collectors.toSet());
        registered.add(new Registered(
                registry,
                registry.getMeters().stream()
                        .filter(meter -> !before.contains(meter) && isOf(names, meter))
                        .toList()));
    }

    /** Another thread may have registered a meter meanwhile, which is none of ours. */
    private static boolean isOf(Set<String> names, Meter meter) {
        return meter.getId().getTags().stream().anyMatch(tag -> names.contains(tag.getValue()));
    }

    private record Registered(MeterRegistry registry, List<Meter> meters) {

        void remove() {
            meters.forEach(registry::remove);
        }
    }
}
