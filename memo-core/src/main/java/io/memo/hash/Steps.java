package io.memo.hash;

import org.jspecify.annotations.Nullable;

/**
 * The steps of a path into a value: a {@code String} is text that is shown as it is, an {@code Integer} an index, a
 * {@code Long} the short hash of a key that is not shown, null an element without a name.
 */
final class Steps {

    private static final int LONGEST_KEY = 32;

    private Steps() {}

    static void append(StringBuilder path, @Nullable Object step) {
        if (step instanceof String text) {
            path.append(text);
        } else if (step instanceof Integer index) {
            path.append('[').append(index.intValue()).append(']');
        } else {
            path.append("[*]");
        }
    }

    static String field(String name) {
        return "." + name;
    }

    /** Returns the step to the value of a key, or null if the key is not shown. */
    static @Nullable String key(@Nullable Object key, KeysInPaths shown) {
        if (shown == KeysInPaths.NONE || key == null) {
            return null;
        }
        if (key instanceof Enum<?> constant) {
            return "[" + constant.name() + "]";
        }
        if (key instanceof String text && (shown == KeysInPaths.ALL || isIdentifier(text))) {
            return "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        }
        boolean number = key instanceof Integer || key instanceof Long || key instanceof Short || key instanceof Byte;
        return shown == KeysInPaths.ALL && number ? "[" + key + "]" : null;
    }

    private static boolean isIdentifier(String text) {
        if (text.isEmpty() || text.length() > LONGEST_KEY || !isLetter(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isLetter((char) c) || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
