package io.memo.benchmarks.replay;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The means over all commits. */
final class Summary {

    private final Map<Commit.Kind, List<Double>> stays = new EnumMap<>(Commit.Kind.class);
    private final Map<Commit.Kind, List<Double>> shares = new EnumMap<>(Commit.Kind.class);
    private final List<Double> withoutWhole = new ArrayList<>();
    private final List<Double> whole = new ArrayList<>();
    private int methods;

    /** Adds what the commit says of its methods. */
    void add(Commit commit) {
        for (Commit.Kind kind : Commit.Kind.values()) {
            shares.computeIfAbsent(kind, ignored -> new ArrayList<>())
                    .add(commit.of(kind).values().stream()
                            .mapToDouble(Footprint::share)
                            .average()
                            .orElse(0));
        }
        Map<String, Footprint> memo = commit.of(Commit.Kind.MEMO);
        whole.add(memo.values().stream()
                .mapToInt(each -> each.whole() ? 1 : 0)
                .average()
                .orElse(0));
        methods = memo.size();
    }

    /** Adds what a commit moved. */
    void add(Step step) {
        for (Commit.Kind kind : Commit.Kind.values()) {
            stays.computeIfAbsent(kind, ignored -> new ArrayList<>()).add(step.stays(kind));
        }
        withoutWhole.add(step.staysWithoutWhole());
    }

    /** Returns the mean part of the methods that a commit leaves what they were, 0 to 1; 1 if there was none. */
    double stays(Commit.Kind kind) {
        return mean(stays.getOrDefault(kind, List.of(1.0)));
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%d commits, %d methods in the last%n", withoutWhole.size(), methods);
        out.println("| mean % of methods that stay, per commit | |");
        out.println("|---|---|");
        row(out, "memo", stays(Commit.Kind.MEMO));
        row(out, "memo, leaving out methods that depend on the whole application", mean(withoutWhole));
        row(out, "class closure", stays(Commit.Kind.CLASS_CLOSURE));
        row(out, "plain class hierarchy analysis of methods", stays(Commit.Kind.HIERARCHY));
        row(out, "methods that depend on the whole application", mean(whole));
        row(
                out,
                "a random edit of one method invalidates: memo",
                mean(shares.getOrDefault(Commit.Kind.MEMO, List.of())));
        row(out, "the same: class closure", mean(shares.getOrDefault(Commit.Kind.CLASS_CLOSURE, List.of())));
        row(out, "the same: hierarchy analysis", mean(shares.getOrDefault(Commit.Kind.HIERARCHY, List.of())));
    }

    private static void row(PrintStream out, String what, double part) {
        out.printf(Locale.ROOT, "| %s | %.1f |%n", what, 100 * part);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
