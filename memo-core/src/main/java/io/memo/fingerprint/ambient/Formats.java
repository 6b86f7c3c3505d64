package io.memo.fingerprint.ambient;

import io.memo.fingerprint.classfile.code.Constant;
import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.flow.Operand;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Format strings of {@link java.util.Formatter} that say the same in every locale.
 *
 * <p>A locale decides digits ({@code %d}), separators ({@code %f}), names and zones ({@code %t}), and what upper case is ({@code %S},
 * {@code %C}). It decides nothing of texts, truth values, characters, hash codes, and octal and hexadecimal numbers. What is
 * formatted may itself ask for it by {@link java.util.Formattable}.
 */
public final class Formats {

    private static final String CONVERSION = "%[-#+ 0,(<\\d$.]*([a-zA-Z%])";
    private static final Pattern EACH = Pattern.compile(CONVERSION);
    private static final String ALIKE_EVERYWHERE = "sbBcnhHxXo%";
    private static final String FORMATS = "(Ljava/lang/String;[Ljava/lang/Object;)";

    private Formats() {}

    /** Returns whether the call formats by a constant that says the same in every locale, of objects that are no {@code Formattable}. */
    public static boolean isAlikeEverywhere(MethodRef method, List<Operand> operands) {
        int format = position(method);
        return format >= 0
                && format < operands.size()
                && operands.get(format) instanceof Operand.Known known
                && known.constant() instanceof Constant.Text text
                && isAlikeEverywhere(text.value());
    }

    /** Returns the position of the format string among the operands, or -1 if the method takes none. */
    private static int position(MethodRef method) {
        if (method.name().equals("formatted")) {
            return method.owner().equals("java/lang/String") ? 0 : -1;
        }
        boolean formats = (method.name().equals("format") || method.name().equals("printf"))
                && method.descriptor().startsWith(FORMATS)
                && !method.owner().startsWith("java/text/");
        if (!formats) {
            return -1;
        }
        return method.owner().equals("java/lang/String") ? 0 : 1;
    }

    static boolean isAlikeEverywhere(String format) {
        Matcher each = EACH.matcher(format);
        while (each.find()) {
            if (!ALIKE_EVERYWHERE.contains(each.group(1))) {
                return false;
            }
        }
        return format.replaceAll(CONVERSION, "").indexOf('%') < 0;
    }
}
