package io.memo.acceptance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an application exposes to Prometheus: which samples, with which labels, of which values. */
final class Exposition {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, Map<String, Set<String>>> samples = new TreeMap<>();

    /** @param text in the text format of Prometheus */
    Exposition(String text) {
        text.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            Map<String, Set<String>> labels = samples.computeIfAbsent(sample.group(1), name -> new TreeMap<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2))
                        .results()
                        .forEach(label -> labels.computeIfAbsent(label.group(1), name -> new TreeSet<>())
                                .add(label.group(2)));
            }
        });
    }

    /** Returns the names of all samples. */
    Set<String> names() {
        return samples.keySet();
    }

    /** Returns the labels of a sample with their values; empty if there is no such sample. */
    Map<String, Set<String>> labels(String name) {
        return samples.getOrDefault(name, Map.of());
    }
}
