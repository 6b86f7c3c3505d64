package io.memo.store.tier;

import java.io.IOException;

/**
 * A place does not serve this request now, and what it does with others is another matter: as where one part of it is away, or has
 * enough to do. Costs a miss, and says nothing about the place.
 */
public final class NotNowException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The message says why, without any value. */
    public NotNowException(String message) {
        super(message);
    }
}
