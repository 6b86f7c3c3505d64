package io.memo;

/**
 * What a caller gets of a stored result. What is immutable is the stored object itself under each of them.
 *
 * <p>A result that cannot be frozen or copied soundly is refused: when the application starts where the declared types tell, else when it would
 * be stored. Then it is not stored, its caller gets it as the method returned it, and the log says once where in the result it is, and what helps.
 */
public enum ReturnMode {
    /** The stored object itself. A caller that changes it is found out ({@link Memoize#mutationCheck()}). */
    SHARED,
    /**
     * The stored object, in which the collections and maps of the JDK were replaced by unmodifiable ones of the same order and content when it was
     * stored: who tries to change one gets an {@link UnsupportedOperationException}. So it is for every caller, the first one included.
     */
    FROZEN,
    /**
     * A copy of the stored object, of the caller's own, for the first caller as well. What is shared inside the result is shared inside the copy, and
     * what is immutable is not copied.
     */
    COPY
}
