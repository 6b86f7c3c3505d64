package io.memo.spring.console;

import io.memo.spring.console.DependencyGraph.Kind;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a piece of code, of a variable or of what is not tracked.
 *
 * @param full the whole name
 * @param owner the binary name of the class it belongs to; empty if there is none
 * @param group the same without its package
 * @param label what is left when the class is known: {@code vat(int, Order)}
 */
record CodeName(String full, String owner, String group, String label) {

    private static final Pattern PACKAGES = Pattern.compile("(?:[a-z_][\\w]*\\.)+(?=[A-Z_$])");

    static CodeName of(Kind kind, String id) {
        return switch (kind) {
            case METHOD ->
                id.startsWith("lambda in ") ? inClass(id, id.substring("lambda in ".length()), "lambda") : method(id);
            case INITIALISER -> inClass(id, id.substring("initialiser ".length()), "static initialiser");
            case VARIABLE ->
                inClass(id, id.substring(0, Math.max(0, id.lastIndexOf('.'))), id.substring(id.lastIndexOf('.') + 1));
            case UNTRACKED, NOTE -> new CodeName(id, "", "", id.substring(id.indexOf(": ") + 2));
        };
    }

    private static CodeName method(String id) {
        int open = openingParenthesis(id);
        int dot = open < 0 ? -1 : id.lastIndexOf('.', open);
        if (dot < 0) {
            return new CodeName(id, "", "", id);
        }
        String parameters = Arrays.stream(
                        id.substring(open + 1, id.lastIndexOf(')')).split(", "))
                .map(CodeName::withoutPackage)
                .collect(Collectors.joining(", "));
        return inClass(
                id,
                id.substring(0, dot),
                id.substring(dot + 1, open) + "(" + parameters + id.substring(id.lastIndexOf(')')));
    }

    /** The one that belongs to the last closing one: names of local classes hold others. */
    private static int openingParenthesis(String id) {
        int depth = 0;
        for (int i = id.lastIndexOf(')'); i >= 0; i--) {
            depth += id.charAt(i) == ')' ? 1 : id.charAt(i) == '(' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static CodeName inClass(String full, String owner, String label) {
        return new CodeName(full, owner, withoutPackage(owner).replace('$', '.'), label);
    }

    private static String withoutPackage(String name) {
        return PACKAGES.matcher(name).replaceAll("");
    }
}
