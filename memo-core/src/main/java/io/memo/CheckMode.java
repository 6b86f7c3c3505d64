package io.memo;

/**
 * When stored results that may change are looked at again. Under {@link MutationPolicy#RECOMPUTE} and {@link MutationPolicy#FAIL}
 * that is on every hit, whatever is said here, for these promise that no caller gets a changed result.
 */
public enum CheckMode {
    /**
     * Cheap results on every hit; all others on the first hit of their entry, and after any other hit by a thread of memo's, which
     * takes 1 % of the machine at most. So a hit costs the same whatever the size of the result.
     */
    BUDGETED,
    /** On every hit, by the thread that makes the call. */
    ALWAYS
}
