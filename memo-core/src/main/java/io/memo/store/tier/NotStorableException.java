package io.memo.store.tier;

/** A result, or every result of a type, cannot be kept outside the process. The message says why and what to do. */
public final class NotStorableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The message names types and places, never values. */
    public NotStorableException(String message) {
        super(message);
    }

    /** The same, with what was thrown on the way. */
    public NotStorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
