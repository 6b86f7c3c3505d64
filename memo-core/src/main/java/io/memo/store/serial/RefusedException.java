package io.memo.store.serial;

import java.io.ObjectStreamException;

/** A rule of memo's is broken. The message names types and rules, never values. */
final class RefusedException extends ObjectStreamException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
