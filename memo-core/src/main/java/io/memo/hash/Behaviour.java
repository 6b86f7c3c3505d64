package io.memo.hash;

import io.memo.digest.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The code that an object brings along. Where a value is an argument, calling it may run code that the fingerprint of
 * the method did not foresee; its digest then becomes part of the value's. Asked when a hasher first meets a class,
 * perhaps more than once, and the answer must not change: for classes outside the JDK whose objects are hashed by their
 * fields, by a hasher or by name, for those of enum constants, and for lambdas, whose class is hidden. Called by
 * several threads.
 */
@FunctionalInterface
public interface Behaviour {

    /** No class brings code along. */
    Behaviour NONE = type -> null;

    /** Returns the digest of the code of the class, or null if it need not count. */
    @Nullable
    Digest codeOf(Class<?> type);

    /**
     * Returns the digest of the code of a user's hasher, or null if it need not count. What that code reads shows in the
     * hasher's answers, so unlike that of {@link #codeOf} it is no code of which more than itself counts.
     */
    default @Nullable Digest codeOfHasher(Class<?> type) {
        return codeOf(type);
    }

    /**
     * Returns what tells the code of a lambda from all other code, in every process, or null if it cannot be told.
     *
     * @param type the hidden class that the JVM made for it
     */
    default @Nullable Digest lambda(Class<?> type) {
        return null;
    }
}
