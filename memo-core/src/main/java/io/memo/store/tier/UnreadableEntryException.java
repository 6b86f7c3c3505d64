package io.memo.store.tier;

import io.memo.digest.Digest;
import org.jspecify.annotations.Nullable;

/** Bytes do not give a result in this process: they are damaged, hostile, or of classes that have changed. */
public final class UnreadableEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Digest release;

    /** The message names types and rules, never values. */
    public UnreadableEntryException(String message) {
        super(message);
        this.release = null;
    }

    /** The same, with what was thrown on the way. */
    public UnreadableEntryException(String message, Throwable cause) {
        this(message, cause, null);
    }

    /**
     * The same of an entry that another release of the application wrote, which can read it.
     *
     * @param release tells this release from others, as far as the classes go that are in the way
     */
    public UnreadableEntryException(String message, Throwable cause, @Nullable Digest release) {
        super(message, cause);
        this.release = release;
    }

    /** Returns what tells this release from that which wrote the entry, or null if no other could read it either. */
    public @Nullable Digest release() {
        return release;
    }
}
