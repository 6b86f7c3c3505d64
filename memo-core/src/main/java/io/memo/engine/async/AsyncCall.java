package io.memo.engine.async;

import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.engine.run.Computation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method whose value comes later.
 *
 * @param arguments those of the call, and the dimensions behind them; the objects in it may be changed while the method runs
 * @param begin makes what the method returned run
 * @param again gives the arguments with what the dimensions are for the thread that asks; null if the call is not memoized for it
 */
record AsyncCall(
        Object target,
        @Nullable Object[] arguments,
        Invocation body,
        Function<Object, ? extends Pending> begin,
        Supplier<@Nullable Object @Nullable []> again) {

    /** Returns the same call, as one that has not ended. */
    AsyncCall anew() {
        return new AsyncCall(target, arguments, ConditionalCall.again(body), begin, again);
    }

    /** Calls the method, and makes what it returned run. */
    Pending start(Computation.Run run) throws Throwable {
        try {
            Object returned = body.run();
            if (returned == null) {
                throw new NullPointerException("A method with an asynchronous result returned null instead of one");
            }
            return begin.apply(returned);
        } finally {
            run.returned();
        }
    }
}
