package io.memo.engine.call;

import org.jspecify.annotations.Nullable;

/** The body of a memoized method, with the arguments of one call. */
@FunctionalInterface
public interface Invocation {

    /**
     * Runs the body and returns what it returns. One call may run it more than once, as where a result cannot be copied after all; an
     * asynchronous call may run it by another thread, after the call has returned.
     *
     * @throws Throwable what the body throws
     */
    @Nullable
    Object run() throws Throwable;
}
