package io.memo.hash.plan;

import org.jspecify.annotations.Nullable;

/** Gives the copy of what a field holds. */
@FunctionalInterface
public interface CopySink {

    /** Returns the copy of the value, which may still have to be filled; of the same object always the same one. */
    @Nullable
    Object copy(@Nullable Object value);
}
