package io.memo.store.tier;

/** A tier must not be used as it is configured. The message says why and what to do; the application runs without it. */
public final class TierRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The message names the setting, its value, the rule and the remedy. */
    public TierRefusedException(String message) {
        super(message);
    }
}
