package io.memo.hash;

import io.memo.MemoException;
import org.jspecify.annotations.Nullable;

/**
 * A value that other threads kept changing while it was being digested, so that a collection in it could not be read to
 * its end although that was tried several times. No statement about the value: neither that it equals another nor that
 * it differs.
 */
public class ChangedWhileHashedException extends MemoException {

    private static final long serialVersionUID = 1L;

    /** @param cause what failed meanwhile, or null */
    public ChangedWhileHashedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
