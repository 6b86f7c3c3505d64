package io.memo;

import java.util.Locale;

/** What became of a run of a memoized method. */
public enum ComputationOutcome {
    /** The result was stored. */
    STORED,
    /**
     * An external variable or an argument's fate changed during the run, or the method was cleared or switched off: not
     * stored.
     */
    DISCARDED,
    /** It was not stored, because {@link Memoize#unless()} is true for it. */
    VETOED,
    /**
     * The call was not memoized, for {@link Memoize#condition()} is false or the method switched off; or no key could be made,
     * or the run was outside the single flight: nothing was tried to be stored.
     */
    DIRECT,
    /** The method threw; nothing was stored. */
    FAILED;

    /** Returns the value of the tag {@code outcome}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
