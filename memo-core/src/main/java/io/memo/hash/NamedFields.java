package io.memo.hash;

import org.jspecify.annotations.Nullable;

/** Which fields of objects that a container named count beside the name. Called by several threads. */
@FunctionalInterface
public interface NamedFields {

    /** The name alone counts. */
    NamedFields NONE = type -> null;

    /**
     * Returns which fields of named objects of exactly this class count, or null if the name alone does. Asked when a hasher
     * first meets the class, so the answer must not change.
     */
    @Nullable
    FieldSelection of(Class<?> type);
}
