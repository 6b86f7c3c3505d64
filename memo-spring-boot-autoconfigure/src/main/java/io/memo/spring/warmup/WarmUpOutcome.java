package io.memo.spring.warmup;

import java.util.Locale;

/** How a warm-up ended. */
public enum WarmUpOutcome {
    /** It returned. */
    DONE,
    /** It threw, or its bean could not be made. */
    FAILED,
    /** It took too long, and was interrupted. */
    TIMEOUT,
    /** The application context closed before it ended, or before it began. */
    CANCELLED;

    /** Returns the value of the tag of meters. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
