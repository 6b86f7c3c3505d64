package io.memo.engine.call;

import org.jspecify.annotations.Nullable;

/** The body of a memoized method, with the arguments of one call. */
@FunctionalInterface
public interface Invocation {

    /** Runs the body and returns what it returns. */
    @Nullable
    Object run() throws Throwable;
}
