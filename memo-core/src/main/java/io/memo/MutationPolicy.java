package io.memo;

/** What happens on a hit whose object was changed after it was stored. Every policy raises the alert first. */
public enum MutationPolicy {
    /** The changed object is returned, as {@code st.cache} does. */
    WARN,
    /** The entry is dropped and the method runs again. */
    RECOMPUTE,
    /** The call fails with a {@link CachedObjectMutatedException}; the entry stays, so the next caller is told too. */
    FAIL
}
