package io.memo.fingerprint.callgraph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of all manifests of an application, each kept once: most methods share most of theirs. Thread-safe. */
final class Lines {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> sorted = new TreeMap<>();

    /** Returns the number of a line, which is the number of lines that were met before it. */
    synchronized int number(String line) {
        Integer known = numbers.get(line);
        if (known == null) {
            known = numbers.size();
            numbers.put(line, known);
            sorted.put(line, known);
        }
        return known;
    }

    /** Returns the lines with these numbers, sorted. */
    synchronized List<String> sorted(BitSet chosen) {
        List<String> lines = new ArrayList<>(chosen.cardinality());
        sorted.forEach((line, number) -> {
            if (chosen.get(number)) {
                lines.add(line);
            }
        });
        return List.copyOf(lines);
    }
}
