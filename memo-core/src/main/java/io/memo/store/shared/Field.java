package io.memo.store.shared;

import io.memo.store.tier.Cleared;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the map of epochs.
 *
 * <pre>
 * life              changes when the store has lost the epochs
 * all               with a clear of everything
 * method:METHOD     with one of a method
 * group:XX:METHOD   with one of a group of its arguments, by two hexadecimal digits
 * </pre>
 */
final class Field {

    static final String LIFE = "life";
    static final String ALL = "all";

    private static final String METHOD = "method:";
    private static final String GROUP = "group:";
    private static final int METHOD_IN_GROUP = GROUP.length() + 3;
    private static final Pattern GROUP_FIELD = Pattern.compile(GROUP + "[0-9a-f]{2}:.+", Pattern.DOTALL);

    private Field() {}

    static String of(Cleared what) {
        String method = what.method();
        Integer group = what.group();
        if (method == null) {
            return ALL;
        }
        return group == null ? of(method) : of(method, group);
    }

    static String of(String method) {
        return METHOD + method;
    }

    static String of(String method, int group) {
        return "%s%02x:%s".formatted(GROUP, group, method);
    }

    /** Returns what was cleared if the field has changed, or null if that says nothing of a clear. */
    static @Nullable Cleared cleared(String field) {
        if (field.equals(ALL)) {
            return Cleared.ALL;
        }
        if (field.startsWith(METHOD)) {
            return new Cleared(field.substring(METHOD.length()), null);
        }
        if (GROUP_FIELD.matcher(field).matches()) {
            int group = Integer.parseInt(field, GROUP.length(), METHOD_IN_GROUP - 1, 16);
            return new Cleared(field.substring(METHOD_IN_GROUP), group);
        }
        return null;
    }
}
