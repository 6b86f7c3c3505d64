package io.memo.store.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Puts ranks in the place of what is different in each world. */
final class ModelText {

    private static final Pattern VALUE = Pattern.compile("v[0-9]{3}");
    private static final Pattern BOUND = Pattern.compile("w[0-9]{3}");
    private static final Pattern VERSION = Pattern.compile("[vw][0-9]{3}");

    private ModelText() {}

    /** Of values and clears that come one after the other with none of the other kind between them, nobody tells one from another. */
    static String versions(String text) {
        List<Integer> values = numbers(VALUE, text);
        List<Integer> bounds = new ArrayList<>();
        int below = 0;
        for (int bound : numbers(BOUND, text)) {
            int less = (int) values.stream().filter(value -> value < bound).count();
            if (less > below) {
                bounds.add(bound);
                below = less;
            }
        }
        return replaced(
                VERSION,
                text,
                version -> version.charAt(0)
                        + Long.toString(bounds.stream()
                                .filter(bound -> bound <= Integer.parseInt(version.substring(1)))
                                .count()));
    }

    private static List<Integer> numbers(Pattern pattern, String text) {
        return all(pattern, text).stream()
                .map(version -> Integer.valueOf(version.substring(1)))
                .toList();
    }

    /** Returns each match once, in their order. */
    static List<String> all(Pattern pattern, String text) {
        return new ArrayList<>(new TreeSet<>(
                pattern.matcher(text).results().map(MatchResult::group).toList()));
    }

    static String replaced(Pattern pattern, String text, UnaryOperator<String> replacement) {
        return pattern.matcher(text).replaceAll(found -> replacement.apply(found.group()));
    }
}
