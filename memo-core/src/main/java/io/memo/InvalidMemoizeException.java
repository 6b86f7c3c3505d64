package io.memo;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Memoize} declaration that cannot be honoured, a hasher that cannot be registered, or results that cannot be shared
 * as configured. Raised while the application starts; the message names the declaration, the value (unless it is a secret), the
 * rule and the remedy.
 */
public final class InvalidMemoizeException extends MemoException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param problem what is wrong, with the declaration and the value
     * @param remedy what to write instead
     */
    public InvalidMemoizeException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    /**
     * @param problem what is wrong, with the declaration and the value
     * @param remedy what to write instead
     * @param cause what failed, or null
     */
    public InvalidMemoizeException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** Returns the problem followed by the remedy. */
    @Override
    public String getMessage() {
        return problem() + " " + remedy;
    }

    /** Returns what is wrong, without the remedy. */
    public String problem() {
        return String.valueOf(super.getMessage());
    }

    /** Returns what to write instead. */
    public String remedy() {
        return remedy;
    }
}
