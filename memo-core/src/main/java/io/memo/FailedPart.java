package io.memo;

import java.util.Locale;

/** Which part of memo failed. None of these fails the caller, but {@link #UNHASHABLE} under its default policy. */
public enum FailedPart {
    /** A value could not be hashed soundly. */
    UNHASHABLE,
    /** Making the key of a call. */
    KEY,
    /** Looking up, storing or removing an entry. */
    STORE,
    /** Digesting a result, to store it or to check it. */
    OUTPUT,
    /** A listener. */
    LISTENER,
    /** What {@link Memoize#onRelease()} does. */
    RELEASE;

    /** Returns the value of the tag {@code part}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
