package io.memo.spring.metrics;

import io.memo.ComputationOutcome;
import io.memo.spring.metrics.ComputationDocumentation.Key;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/** The names of {@link ComputationDocumentation}. */
final class DefaultComputationConvention implements ComputationConvention {

    @Override
    public String getName() {
        return "memo.computation";
    }

    @Override
    public String getContextualName(ComputationContext context) {
        return "compute " + context.method().name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ComputationContext context) {
        ComputationOutcome outcome = context.outcome();
        Class<? extends Throwable> exception = context.exception();
        return KeyValues.of(
                Key.NAME.withValue(context.method().name()),
                Key.OUTCOME.withValue(outcome == null ? KeyValue.NONE_VALUE : outcome.tag()),
                Key.EXCEPTION.withValue(exception == null ? KeyValue.NONE_VALUE : exception.getSimpleName()));
    }
}
