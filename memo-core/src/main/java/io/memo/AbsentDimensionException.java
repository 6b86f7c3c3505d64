package io.memo;

import org.jspecify.annotations.Nullable;

/** A call of a method that has no value of a dimension that the method varies by, where {@code memo.on-absent-dimension=fail} refuses it. */
public final class AbsentDimensionException extends MemoException {

    private static final long serialVersionUID = 1L;

    /**
     * @param method the name of the method
     * @param dimension the name of the dimension
     * @param cause what the dimension threw, or null if it returned null
     */
    public AbsentDimensionException(String method, String dimension, @Nullable Throwable cause) {
        super(
                "%s varies by the dimension '%s', which has no value in this call%s. Set it before the call, or let such calls run unmemoized: memo.on-absent-dimension=bypass."
                        .formatted(
                                method,
                                dimension,
                                cause == null
                                        ? ""
                                        : ": it threw " + cause.getClass().getName()),
                cause);
    }
}
