package io.memo.digest;

import org.jspecify.annotations.Nullable;

/** Equality and hash of immutable values whose {@code equals} says all; most of them are strings, whose methods are intrinsic. */
public final class Comparing {

    private Comparing() {}

    /** Returns whether two values that may be null are equal. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        // Strings are what there is most of, and their comparison is intrinsic.
        return one instanceof String text ? text.equals(other) : one != null && one.equals(other);
    }

    /** Returns the hash of a value that may be null. */
    public static int hash(@Nullable Object value) {
        return value instanceof String text ? text.hashCode() : value == null ? 0 : value.hashCode();
    }

    /** Returns whether two arrays hold equal values. */
    public static boolean same(@Nullable Object[] some, @Nullable Object[] others) {
        if (some.length != others.length) {
            return false;
        }
        for (int i = 0; i < some.length; i++) {
            if (!same(some[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the hash of an array of values. */
    public static int hash(@Nullable Object[] values) {
        int hash = values.length;
        for (Object value : values) {
            hash = 31 * hash + hash(value);
        }
        return hash;
    }
}
