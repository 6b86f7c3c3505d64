package io.memo;

import java.util.Locale;

/** What became of an attempt to compute a result anew behind its callers, as {@link Memoize#refresh()} asks for. */
public enum RefreshOutcome {
    /** The method ran, and its result is in the place of the old one. */
    REFRESHED,
    /** Another machine had computed it meanwhile: its result is in the place of the old one. */
    ADOPTED,
    /** The method threw; the old result stays until its time is over. */
    FAILED,
    /** The method did not run, or its result was not stored: something that it depends on, its code or the caller's context was not as at the call, or it was cleared. */
    DISCARDED,
    /** Too many were waiting already; the result is computed when its time is over, by a call that waits for it. */
    REJECTED,
    /** The application ended before the run did. */
    CANCELLED;

    /** Returns the name in meters. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
