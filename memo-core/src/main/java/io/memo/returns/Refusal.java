package io.memo.returns;

import org.jspecify.annotations.Nullable;

/** Says that an object cannot be rebuilt. Never leaves the room. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object object;
    private final String reason;
    private final String remedy;

    Refusal(Object object, String reason, String remedy) {
        this(object, reason, remedy, null);
    }

    /** @param cause what failed, or null */
    Refusal(Object object, String reason, String remedy, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.object = object;
        this.reason = reason;
        this.remedy = remedy;
    }

    Object object() {
        return object;
    }

    String reason() {
        return reason;
    }

    /** Returns what helps, or an empty text. */
    String remedy() {
        return remedy;
    }
}
