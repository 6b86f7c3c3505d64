package io.memo.spring.report;

import java.util.Comparator;

/**
 * What was found about one method, or about what is meant to be one, when the application started.
 *
 * @param code what kind it is of
 * @param method the method's name, the subject of the sentence
 * @param cause what makes it so: a place in code and what is done there, or a sentence without its full stop
 * @param remedy what follows from it and what ends it, as sentences
 */
public record StartupFinding(FindingCode code, String method, String cause, String remedy)
        implements Comparable<StartupFinding> {

    private static final Comparator<StartupFinding> ORDER = Comparator.comparing(StartupFinding::code)
            .thenComparing(StartupFinding::cause)
            .thenComparing(StartupFinding::method)
            .thenComparing(StartupFinding::remedy);

    public StartupFinding(FindingCode code, String method, String cause) {
        this(code, method, cause, code.remedy());
    }

    @Override
    public int compareTo(StartupFinding other) {
        return ORDER.compare(this, other);
    }

    /** Returns the finding as one line. */
    public String text() {
        return "[%s] %s %s: %s. %s".formatted(code.code(), method, code.deed(), cause, remedy);
    }
}
