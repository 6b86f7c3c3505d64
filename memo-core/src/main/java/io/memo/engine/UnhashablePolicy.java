package io.memo.engine;

/** What becomes of a call whose arguments, external variables or result cannot be hashed soundly. */
public enum UnhashablePolicy {
    /** It fails with an {@link io.memo.UnhashableTypeException}: the programmer must see it. */
    FAIL,
    /** The method runs as if it were not memoized; the failure is counted and logged. */
    BYPASS
}
