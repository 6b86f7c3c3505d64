package io.memo;

import java.util.Locale;

/** Why an entry is gone. */
public enum EvictionCause {
    /** Its {@code ttl} ran out. */
    EXPIRED,
    /** The limit of entries was reached, or one of bytes. */
    SIZE,
    /** Its object was changed, and the policy is {@link MutationPolicy#RECOMPUTE}. */
    MUTATED,
    /** {@link Memoize#validate()} was false for its object. */
    INVALID,
    /** The method, or the one call, was cleared. */
    CLEARED;

    /** Returns the value of the tag {@code cause}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
