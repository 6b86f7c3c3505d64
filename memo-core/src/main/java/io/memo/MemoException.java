package io.memo;

import org.jspecify.annotations.Nullable;

/** The root of the exceptions that memo raises on purpose. An exception of a memoized method is never wrapped in one. */
public abstract class MemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected MemoException(String message) {
        super(message);
    }

    protected MemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
