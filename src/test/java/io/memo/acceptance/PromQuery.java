package io.memo.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query of Prometheus, read as far as tests need it: what it asks of which samples. Everything that it does not know is a foreign word. */
final class PromQuery {

    private static final Pattern SELECTOR = Pattern.compile(
            "(?:\\b(\\w+)\\s*\\(\\s*)?\\b((?:memo|cache|process|jvm)_\\w+)\\s*(\\{[^}]*})?\\s*(\\[[^\\]]+])?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|on)\\s*\\(([^)]*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
    private static final Pattern WORD = Pattern.compile("\\b[a-zA-Z_]\\w*");
    private static final Set<String> WORDS =
            Set.of("sum", "max", "rate", "increase", "by", "on", "and", "offset", "time", "label_values");

    private final String text;

    PromQuery(String text) {
        this.text = text;
    }

    /**
     * What is asked of one sample.
     *
     * @param function the innermost function around it, empty if there is none
     * @param ranged whether it is asked for a range of time
     */
    record Selector(String function, String name, List<LabelMatcher> matchers, boolean ranged) {}

    /** @param values the alternatives; empty if they come from a variable */
    record LabelMatcher(String label, List<String> values) {}

    List<Selector> selectors() {
        return SELECTOR.matcher(text).results().map(PromQuery::selector).toList();
    }

    private static Selector selector(MatchResult found) {
        List<LabelMatcher> matchers = found.group(3) == null
                ? List.of()
                : MATCHER.matcher(found.group(3))
                        .results()
                        .map(each -> new LabelMatcher(
                                each.group(1),
                                each.group(3).startsWith("$")
                                        ? List.of()
                                        : List.of(each.group(3).split("\\|"))))
                        .toList();
        String function = found.group(1) == null ? "" : found.group(1);
        return new Selector(function, found.group(2), matchers, found.group(4) != null);
    }

    /** Returns the labels that its results have, by {@code by}. */
    Set<String> grouped() {
        return labels("by");
    }

    /** Returns all labels by which it groups or compares. */
    Set<String> allLabels() {
        Set<String> all = labels("by");
        all.addAll(labels("on"));
        return all;
    }

    private Set<String> labels(String word) {
        Set<String> labels = new TreeSet<>();
        GROUPING.matcher(text)
                .results()
                .filter(group -> group.group(1).equals(word))
                .flatMap(group -> Stream.of(group.group(2).split(",")))
                .forEach(label -> labels.add(label.trim()));
        return labels;
    }

    Set<String> variables() {
        Set<String> names = new TreeSet<>();
        VARIABLE.matcher(text).results().forEach(each -> names.add(each.group(1)));
        return names;
    }

    /** Returns the words that are neither known to the language nor samples. */
    List<String> foreignWords() {
        String bare = SELECTOR.matcher(GROUPING.matcher(text).replaceAll("$1 ")).replaceAll("$1 ");
        return WORD.matcher(bare.replaceAll("\\$\\w+|\\b\\d+[a-z]+\\b", ""))
                .results()
                .map(MatchResult::group)
                .filter(word -> !WORDS.contains(word))
                .toList();
    }

    /** Returns what it divides by. */
    List<String> divisors() {
        List<String> divisors = new ArrayList<>();
        for (int at = text.indexOf(" / "); at >= 0; at = text.indexOf(" / ", at + 1)) {
            divisors.add(operand(text.substring(at + 3).stripLeading()));
        }
        return divisors;
    }

    private static String operand(String rest) {
        int depth = 0;
        for (int i = 0; i < rest.length(); i++) {
            depth += rest.charAt(i) == '(' ? 1 : rest.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return rest.substring(0, i + 1);
            }
        }
        return rest;
    }

    @Override
    public String toString() {
        return text;
    }
}
