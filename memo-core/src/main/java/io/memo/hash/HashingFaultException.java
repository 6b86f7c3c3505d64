package io.memo.hash;

import io.memo.MemoException;

/** A fault of memo itself while it was hashing a value; nothing that the application did wrong. */
public final class HashingFaultException extends MemoException {

    private static final long serialVersionUID = 1L;

    public HashingFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
