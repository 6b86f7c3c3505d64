package io.memo;

import java.util.Locale;

/** Why a call ran the method instead of returning a stored result. */
public enum MissCause {
    /** No call of the method was seen before in this process. */
    FIRST_CALL,
    /** An argument differs from that of the nearest recent call. */
    ARGUMENT_CHANGED,
    /** An external variable differs from that of the nearest recent call. */
    EXTERNAL_CHANGED,
    /** The arguments are those of a recent call, a {@link KeyDimension} that the method varies by is another. */
    DIMENSION_CHANGED,
    /** The first call since the application started, with other code than when it ran last. */
    CODE_CHANGED,
    /** The code was replaced while the application ran, by a debugger or an agent. */
    CODE_REPLACED,
    /** The first call since the application started, with other hashers than when it ran last. */
    HASHER_CHANGED,
    /** The first call since the application started, with another {@link Memoize#version()} than when it ran last. */
    VERSION_CHANGED,
    /** The entry's time had run out. */
    EXPIRED,
    /** The entry had been let go, since there were too many, or they took too many bytes. */
    EVICTED,
    /** The entry had been cleared. */
    CLEARED,
    /** The object of the entry had been changed after it was stored, and the entry was dropped for it. */
    MUTATED,
    /** {@link Memoize#validate()} had been false for the object of the entry. */
    INVALID,
    /** The result of an earlier run was not stored, because an external variable changed or the method was cleared meanwhile. */
    CHANGED_DURING_RUN,
    /** The earlier run, or the one that this call waited for, failed. */
    FAILED,
    /** The result of an earlier run was not stored, because it takes more bytes than all results may. */
    TOO_LARGE,
    /** The result of an earlier run was not stored for another reason. */
    NOT_STORED,
    /** The call went by the cache: it had no key, came from within the computation of the same key, or waited too long. */
    DIRECT,
    /** The call is too long ago, or could not be looked into. */
    UNKNOWN;

    /** Returns the name as it is written in JSON: lower case, with hyphens. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
