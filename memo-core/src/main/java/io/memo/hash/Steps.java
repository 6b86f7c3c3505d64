package io.memo.hash;

import org.jspecify.annotations.Nullable;

/**
 * The steps of a path into a value: a {@code String} is text that is shown as it is, an {@code Integer} an index, a
 * {@code Long} the short hash of a key that is not shown, null an element without a name.
 */
public final class Steps {

    private Steps() {}

    /** Appends a step as people read it: text as it is, an index as {@code [3]}, all else as {@code [*]}. */
    public static void append(StringBuilder path, @Nullable Object step) {
        if (step instanceof String text) {
            path.append(text);
        } else if (step instanceof Integer index) {
            path.append('[').append(index.intValue()).append(']');
        } else {
            path.append("[*]");
        }
    }

    /** Returns the step into a field. */
    public static String field(String name) {
        return "." + name;
    }

    /** Returns the step to the value of a key, or null if the key is not shown. */
    public static @Nullable String key(@Nullable Object key, KeysInPaths shown) {
        if (shown.constants() && key instanceof Enum<?> constant) {
            return "[" + constant.name() + "]";
        }
        if (key instanceof String text && shown.show(text)) {
            return "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        boolean number = key instanceof Integer || key instanceof Long || key instanceof Short || key instanceof Byte;
        return shown.all() && number ? "[" + key + "]" : null;
    }
}
