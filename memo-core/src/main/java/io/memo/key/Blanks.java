package io.memo.key;

import org.jspecify.annotations.Nullable;

/**
 * Tells values that a final field may have before it is set. Code that runs while a class is initialised or an object is
 * constructed may read such a field, and then it still changes, once.
 */
final class Blanks {

    private Blanks() {}

    /** Returns whether the value, a primitive one in its box, is what a field holds that nothing was written to. */
    static boolean mayBeBlank(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        return value == null || value.equals(false) || value.equals('\0');
    }
}
