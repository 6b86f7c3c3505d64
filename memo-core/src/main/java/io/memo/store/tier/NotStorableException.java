package io.memo.store.tier;

/** A result, or every result of a type, cannot be kept outside the process. The message says why and what to do. */
public final class NotStorableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The message names types and places, never values. */
    public NotStorableException(String message) {
        super(message);
    }

    /** Returns the exception about a result that has more bytes than the most. */
    public static NotStorableException tooLarge(long most) {
        return new NotStorableException(
                "it has more than the %d bytes that the largest entry is set to: raise the limit or return less"
                        .formatted(most));
    }

    /** The same, with what was thrown on the way. */
    public NotStorableException(String message, Throwable cause) {
        super(message, cause);
    }
}
