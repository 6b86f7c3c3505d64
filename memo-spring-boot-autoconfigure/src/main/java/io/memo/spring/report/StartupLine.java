package io.memo.spring.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one line about memo in the log of an application that starts. */
public final class StartupLine {

    private StartupLine() {}

    /**
     * Returns the line.
     *
     * @param findings how many there are, or null if they were not looked for
     * @param ended how many of a user or a thread mean nothing, as the methods vary by what they are about
     * @param packages whose code counts besides the methods' own packages
     * @param liveCode who tells of replaced code, or null if nobody does
     */
    public static String of(
            int methods,
            int hashers,
            @Nullable Integer findings,
            int ended,
            List<String> packages,
            @Nullable String liveCode) {
        return "memo: %s memoized, %s, %s%s, %s%s"
                .formatted(
                        counted(methods, "method"),
                        counted(hashers, "hasher"),
                        findings == null ? "findings not looked for" : counted(findings, "finding"),
                        ended == 0 ? "" : " (%d ended by varyBy)".formatted(ended),
                        packages.isEmpty() ? "no packages named" : "packages " + String.join(", ", packages),
                        liveCode == null ? "" : ", " + liveCode);
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
