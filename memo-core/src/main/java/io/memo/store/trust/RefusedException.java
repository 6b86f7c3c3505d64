package io.memo.store.trust;

import java.io.ObjectStreamException;

/** A rule of memo's is broken: an object must not be written or read. */
public final class RefusedException extends ObjectStreamException {

    private static final long serialVersionUID = 1L;

    /** The message names types and rules, never values. */
    public RefusedException(String message) {
        super(message);
    }

    /** Returns the exception about a result that has more bytes than the most. */
    public static RefusedException tooLarge(long most) {
        return new RefusedException(
                "it has more than the %d bytes that the largest entry is set to: raise the limit or return less"
                        .formatted(most));
    }
}
