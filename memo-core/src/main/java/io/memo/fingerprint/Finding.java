package io.memo.fingerprint;

import java.util.Comparator;

/**
 * Something that code does and that a cache would hide.
 *
 * @param kind what it is about
 * @param type the binary name of the class whose code does it
 * @param place where, as a stack trace has it: {@code app.Tax.rate(Tax.java:17)}, or {@code app.Tax.rate} where the class
 *     file does not name lines
 * @param line the line, 0 if not known
 * @param what what is done there, such as {@code calls java.time.Instant.now()}
 */
public record Finding(FindingKind kind, String type, String place, int line, String what)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::kind)
            .thenComparing(Finding::type)
            .thenComparing(Finding::line)
            .thenComparing(Finding::place)
            .thenComparing(Finding::what);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** Returns place and deed: {@code app.Tax.rate(Tax.java:17) calls java.time.Instant.now()}. */
    @Override
    public String toString() {
        return place + " " + what;
    }
}
