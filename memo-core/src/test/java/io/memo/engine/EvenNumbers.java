package io.memo.engine;

import io.memo.engine.call.CallConditions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Only even results may be returned, and none that is a text is stored. */
final class EvenNumbers implements CallConditions {

    @Override
    public boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
        return result instanceof String;
    }

    @Override
    public boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
        return result instanceof Integer number && number % 2 == 0;
    }
}
