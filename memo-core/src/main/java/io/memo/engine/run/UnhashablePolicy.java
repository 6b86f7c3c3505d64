package io.memo.engine.run;

import io.memo.ValuePart;

/** What becomes of a call whose arguments, external variables or result cannot be hashed soundly. */
public enum UnhashablePolicy {
    /**
     * A call with such an argument or dimension fails with an {@link io.memo.UnhashableTypeException}, for the programmer must see it. All
     * other calls work; what cannot be told apart or checked is not stored.
     */
    ARGUMENTS,
    /** Every such call fails with an {@link io.memo.UnhashableTypeException}. */
    FAIL,
    /** Every such call runs the method as if it were not memoized; the failure is counted and logged. */
    BYPASS;

    boolean fails(ValuePart part) {
        return this == FAIL || (this == ARGUMENTS && (part == ValuePart.ARGUMENT || part == ValuePart.DIMENSION));
    }
}
