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

    private static final String BRIDGE = " (bridge)";
    private static final Pattern PACKAGES = Pattern.compile("(?<![\\w$.])(?:[a-z_]\\w*\\.)+(?=[A-Z_$])");

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
        String name = id.endsWith(BRIDGE) ? id.substring(0, id.length() - BRIDGE.length()) : id;
        int open = openingParenthesis(name);
        int dot = open < 0 ? -1 : name.lastIndexOf('.', open);
        if (dot < 0) {
            return new CodeName(id, "", "", id);
        }
        String parameters = Arrays.stream(
                        name.substring(open + 1, name.length() - 1).split(", "))
                .map(CodeName::simple)
                .collect(Collectors.joining(", ", "(", ")"));
        return inClass(
                id, name.substring(0, dot), name.substring(dot + 1, open) + parameters + id.substring(name.length()));
    }

    /** The one that belongs to the last character: names of local classes hold others. */
    private static int openingParenthesis(String id) {
        int depth = 0;
        for (int i = id.length() - 1; i >= 0; i--) {
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

    private static String simple(String type) {
        String name = withoutPackage(type);
        return name.indexOf('(') < 0 ? name.substring(name.lastIndexOf('$') + 1) : name;
    }

    private static String withoutPackage(String name) {
        return PACKAGES.matcher(name).replaceAll("");
    }
}
