package io.memo.store.tier;

/** Bytes do not give a result in this process: they are damaged, hostile, or of classes that have changed. */
public final class UnreadableEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The message names types and rules, never values. */
    public UnreadableEntryException(String message) {
        super(message);
    }

    /** The same, with what was thrown on the way. */
    public UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
