package io.memo.fingerprint.callgraph.identity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of all manifests of an application, each kept once: most methods share most of theirs. Thread-safe. */
public final class SharedLines {

    /** One of so many lines is soon sorted again; of more, all that there are are soon gone through in order. */
    private static final int FEW = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> sorted = new TreeMap<>();

    /** Returns the number of a line, which is the number of lines that were met before it. */
    synchronized int number(String line) {
        Integer known = numbers.get(line);
        if (known == null) {
            known = texts.size();
            texts.add(line);
            numbers.put(line, known);
            sorted.put(line, known);
        }
        return known;
    }

    /** Returns the lines with these numbers, sorted. */
    synchronized List<String> sorted(BitSet chosen) {
        if (chosen.cardinality() < texts.size() / FEW) {
            return chosen.stream().mapToObj(texts::get).sorted().toList();
        }
        List<String> lines = new ArrayList<>(chosen.cardinality());
        sorted.forEach((line, number) -> {
            if (chosen.get(number)) {
                lines.add(line);
            }
        });
        return List.copyOf(lines);
    }
}
