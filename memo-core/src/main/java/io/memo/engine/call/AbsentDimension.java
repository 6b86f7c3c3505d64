package io.memo.engine.call;

/** What becomes of a call that has no value of a dimension that its method varies by. */
public enum AbsentDimension {
    /** The method runs as if it were not memoized. */
    BYPASS,
    /** The call fails with an {@link io.memo.AbsentDimensionException}. */
    FAIL
}
