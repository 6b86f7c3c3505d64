package io.memo.store.tier;

import org.jspecify.annotations.Nullable;

/**
 * What another process cleared.
 *
 * @param method the method, null for all of them
 * @param group the {@link TierKey#group} of arguments, null for all of the method
 */
public record Cleared(@Nullable String method, @Nullable Integer group) {

    /** All methods. */
    public static final Cleared ALL = new Cleared(null, null);

    /** Returns whether it is of this method too. */
    public boolean isOf(String asked) {
        return method == null || method.equals(asked);
    }
}
