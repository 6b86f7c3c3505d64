package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The findings of one application start, by method. Not thread-safe. */
final class StartupReport {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final TreeMap<String, Set<String>> byMethod = new TreeMap<>();

    /** Adds findings about a method, or about what is meant to be one. */
    void add(String method, Collection<String> findings) {
        if (!findings.isEmpty()) {
            byMethod.computeIfAbsent(method, name -> new TreeSet<>()).addAll(findings);
        }
    }

    /** Returns how many findings there are. */
    int size() {
        return byMethod.values().stream().mapToInt(Set::size).sum();
    }

    /**
     * Logs all findings as one message, if there are any.
     *
     * @throws InvalidMemoizeException instead, if findings shall stop the application
     */
    void give(WarningMode mode) {
        int count = size();
        if (count == 0) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Set<String> findings : byMethod.values()) {
            for (String finding : findings) {
                text.append(System.lineSeparator()).append("- ").append(finding);
            }
        }
        String report = count + " finding(s) about @Memoize methods:" + text;
        if (mode == WarningMode.FAIL) {
            throw new InvalidMemoizeException(
                    report, "Mend them, accept one by suppressWarnings, or set memo.warnings to log or off.");
        }
        log.warn(report);
    }
}
