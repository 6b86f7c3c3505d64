package io.memo.fingerprint.callgraph.identity;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** Collects the lines {@code kind key -> value}, each once. Not thread-safe; what it shares is. */
public final class Manifest {

    private static final int LONGEST = 300;

    private final SharedLines shared;
    private final BitSet own = new BitSet();

    /** @param shared where the lines are kept */
    public Manifest(SharedLines shared) {
        this.shared = shared;
    }

    /** Returns a line with the value in full, however long. */
    public static String line(String kind, String key, String value) {
        return kind + " " + key + " -> " + value;
    }

    /** Returns a line for something that its digest stands for; {@code name} is its kind and key. */
    public static String line(String name, Digest value) {
        return name + " -> " + value.hex();
    }

    /** Adds a line, unless it is there. */
    public void add(String line) {
        own.set(shared.number(line));
    }

    /** Adds a line with a digest as its value, likewise. */
    public void add(String kind, String key, Digest value) {
        add(line(kind + " " + key, value));
    }

    /** Adds the {@link #shortLine}, likewise. */
    public void add(String kind, String key, String value) {
        add(shortLine(kind, key, value));
    }

    /** Returns a line with a text as its value; a very long one is digested. */
    public static String shortLine(String kind, String key, String value) {
        String shown = value.length() <= LONGEST
                ? value
                : new FramedSink().putString(value).digest().hex();
        return line(kind, key, shown);
    }

    /** Returns the lines that there are now, sorted. */
    public List<String> lines() {
        return shared.sorted(own);
    }

    /** Returns what gives the lines that there are now; it holds their numbers only. */
    public Supplier<List<String>> supplier() {
        SharedLines all = shared;
        BitSet numbers = (BitSet) own.clone();
        return () -> all.sorted(numbers);
    }

    /** Returns the digest of the lines, whose order counts. */
    public static Digest digest(List<String> sorted) {
        FramedSink sink = new FramedSink().putInt(sorted.size());
        sorted.forEach(sink::putString);
        return sink.digest();
    }
}
