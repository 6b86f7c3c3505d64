package io.memo.spring.metrics;

import io.memo.ComputationOutcome;
import io.memo.MemoizedMethod;
import io.memo.engine.observe.MemoListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Observes computations: one observation for each run of a memoized method, current in the thread that runs it while it runs,
 * so that what the method calls is observed as its child. A hit is not observed. Safe for use by several threads.
 *
 * <p>The registry is asked for when all singletons are there, lest it be made too early; runs before that are not observed.
 */
public final class ComputationObservations implements MemoListener, SmartInitializingSingleton {

    private static final ComputationConvention DEFAULT = new DefaultComputationConvention();

    private final BeanFactory beans;
    private volatile ObservationRegistry registry = ObservationRegistry.NOOP;
    private volatile @Nullable ComputationConvention convention;

    /** @param beans holds the registry, and a {@link ComputationConvention} if there is one; either may be absent */
    public ComputationObservations(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        convention = beans.getBeanProvider(ComputationConvention.class).getIfAvailable();
        registry = beans.getBeanProvider(ObservationRegistry.class).getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    @Override
    public Running computationStarted(MemoizedMethod method) {
        ObservationRegistry present = registry;
        if (present.isNoop()) {
            return Running.UNOBSERVED;
        }
        ComputationContext context = new ComputationContext(method);
        Observation observation =
                ComputationDocumentation.COMPUTATION.start(convention, DEFAULT, () -> context, present);
        return new Observed(context, observation, observation.openScope());
    }

    private record Observed(ComputationContext context, Observation observation, Observation.Scope scope)
            implements Running {

        @Override
        public void returned() {
            scope.close();
        }

        @Override
        public void failed(Throwable failure) {
            context.failed(failure);
        }

        @Override
        public void ended(ComputationOutcome outcome, Duration took) {
            context.ended(outcome);
            observation.stop();
        }
    }
}
