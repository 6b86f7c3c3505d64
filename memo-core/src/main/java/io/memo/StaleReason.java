package io.memo;

import java.util.Locale;

/** Why a call was answered with a result that is not fresh. */
public enum StaleReason {
    /** The result is older than {@link Memoize#refresh()} says: it is being computed anew, or will be. */
    REFRESHING,
    /** Its time is over, and the method threw, as {@link Memoize#staleIfError()} is for. */
    ERROR;

    /** Returns the name in meters. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
