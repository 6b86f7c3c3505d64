package io.memo.fingerprint.ambient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression in SpEL asks for besides its own variables.
 *
 * @param text the expression
 * @param roots the properties and functions that are looked up in what the expression is evaluated on, such as {@code
 *     authentication} or {@code hasRole}
 * @param statics the methods of classes that it calls, named on a binary name; {@code <init>} where it makes an object
 * @param beans the methods of beans that it calls, named on the name of the bean; an empty name where it uses the bean itself
 */
public record Expression(String text, Set<String> roots, Set<Call> statics, Set<Call> beans) {

    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "null",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "div",
            "mod",
            "instanceof",
            "matches",
            "between");

    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String TYPE = NAME + "(?:\\." + NAME + ")*";
    private static final String MEMBER = "(?:\\s*\\?*\\.\\s*(" + NAME + "))?";
    private static final Pattern TOKEN = Pattern.compile(
            String.join(
                    "|",
                    "(?<text>'(?:[^']|'')*'|\"[^\"]*\")",
                    "(?<number>\\p{N}[\\p{L}\\p{N}.]*)",
                    "#root\\s*\\?*\\.\\s*(?<ofRoot>" + NAME + ")",
                    "#" + NAME,
                    "[@&](?:(?<bean>" + NAME + ")|['\"](?<quoted>[^'\"]+)['\"])" + MEMBER,
                    "T\\s*\\(\\s*(?<type>" + TYPE + ")[\\[\\]\\s]*\\)" + MEMBER,
                    "new\\s+(?<made>" + TYPE + ")",
                    "\\.\\s*" + NAME,
                    "(?<each>[?!^$]\\s*\\[)",
                    "(?<name>" + NAME + ")",
                    "(?<open>\\[)",
                    "(?<close>\\])",
                    "."),
            Pattern.DOTALL);

    /**
     * A call of a method.
     *
     * @param on what it is called on
     * @param method the method's name
     */
    public record Call(String on, String method) {}

    /** Takes an expression apart. Never fails: what is no expression asks for what its words name. */
    public static Expression of(String text) {
        Set<String> roots = new LinkedHashSet<>();
        Set<Call> statics = new LinkedHashSet<>();
        Set<Call> beans = new LinkedHashSet<>();
        // Within a selection or projection names mean properties of the elements.
        Deque<Boolean> elements = new ArrayDeque<>(List.of(false));
        for (Matcher token = TOKEN.matcher(text); token.find(); ) {
            if (token.group("each") != null) {
                elements.push(true);
            } else if (token.group("open") != null) {
                elements.push(elements.getFirst());
            } else if (token.group("close") != null) {
                if (elements.size() > 1) {
                    elements.pop();
                }
            } else if (token.group("ofRoot") != null) {
                roots.add(token.group("ofRoot"));
            } else if (token.group("bean") != null || token.group("quoted") != null) {
                String name = token.group("bean") != null ? token.group("bean") : token.group("quoted");
                beans.add(new Call(name, member(token, token.end("bean"), token.end("quoted"))));
            } else if (token.group("type") != null) {
                statics.add(new Call(token.group("type"), member(token, token.end("type"), -1)));
            } else if (token.group("made") != null) {
                statics.add(new Call(token.group("made"), "<init>"));
            } else if (token.group("name") != null && !WORDS.contains(token.group("name")) && !elements.getFirst()) {
                roots.add(token.group("name"));
            }
        }
        return new Expression(text, roots, statics, beans);
    }

    private static String member(Matcher token, int endOfOne, int endOfOther) {
        String rest = token.group().substring(Math.max(endOfOne, endOfOther) - token.start());
        Matcher name = Pattern.compile("\\.\\s*(" + NAME + ")").matcher(rest);
        return name.find() ? name.group(1) : "";
    }

    /** Returns the expressions in a text that has them in <code>#{</code> and <code>}</code>. */
    public static List<Expression> within(String template) {
        List<Expression> found = new ArrayList<>();
        int from = template.indexOf("#{");
        while (from >= 0) {
            int depth = 1;
            int at = from + 2;
            while (at < template.length() && depth > 0) {
                char c = template.charAt(at++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            found.add(of(template.substring(from + 2, depth == 0 ? at - 1 : at)));
            from = template.indexOf("#{", at);
        }
        return found;
    }
}
