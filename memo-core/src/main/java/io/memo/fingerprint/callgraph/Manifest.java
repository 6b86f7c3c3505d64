package io.memo.fingerprint.callgraph;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the lines {@code kind key -> value}, sorted, each once. */
final class Manifest {

    private static final int LONGEST = 300;

    private final Set<String> lines = new TreeSet<>();

    void add(String kind, String key, Digest value) {
        lines.add(kind + " " + key + " -> " + value.hex());
    }

    /** Adds a line with a text as its value; a very long one is digested. */
    void add(String kind, String key, String value) {
        String shown = value.length() <= LONGEST
                ? value
                : new FramedSink().putString(value).digest().hex();
        lines.add(kind + " " + key + " -> " + shown);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    Digest digest() {
        FramedSink sink = new FramedSink().putInt(lines.size());
        lines.forEach(sink::putString);
        return sink.digest();
    }
}
