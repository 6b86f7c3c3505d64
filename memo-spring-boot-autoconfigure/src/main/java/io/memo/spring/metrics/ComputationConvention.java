package io.memo.spring.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** Names observations of computations. A bean of this type replaces the names of {@link ComputationDocumentation}. */
public interface ComputationConvention extends ObservationConvention<ComputationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof ComputationContext;
    }
}
