package io.memo.engine.blocking;

import io.memo.engine.call.ConditionalCall;
import io.memo.engine.call.Invocation;
import io.memo.key.Key;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method and its key.
 *
 * @param arguments the arguments
 * @param keyed the arguments with the dimensions behind them
 */
record BlockingCall(
        Key key,
        Object target,
        @Nullable Object[] arguments,
        @Nullable Object[] keyed,
        Invocation body) {

    /** Returns the same call, to be run by another thread when the caller has its arguments back. */
    BlockingCall behind() {
        return new BlockingCall(key, target, arguments.clone(), keyed.clone(), ConditionalCall.again(body));
    }
}
