package io.memo.store.tier.guard;

/** How an attempt to keep an entry in a tier ended. */
public enum PutOutcome {
    /** The tier has it, or did not want it any more. */
    YES,
    /** The tier has another one, which stays. */
    ANOTHER,
    /** The tier does not have it. */
    NO
}
