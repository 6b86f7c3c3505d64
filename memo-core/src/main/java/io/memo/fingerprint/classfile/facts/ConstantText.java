package io.memo.fingerprint.classfile.facts;

import java.util.Locale;

/** Constants as text from which the constant can be told exactly. */
public final class ConstantText {

    private ConstantText() {}

    /** Returns a boxed primitive value or a string the way a source text would write it; injective over all types. */
    public static String of(Object value) {
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Character unit) {
            return "'" + escaped(String.valueOf(unit.charValue())) + "'";
        }
        if (value instanceof Long number) {
            return number + "L";
        }
        if (value instanceof Float number) {
            return number + "f#" + Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Double number) {
            return number + "d#" + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Byte || value instanceof Short) {
            return "(" + value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + ") " + value;
        }
        return value.toString();
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '\'') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
