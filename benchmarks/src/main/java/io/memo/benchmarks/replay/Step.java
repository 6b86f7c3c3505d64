package io.memo.benchmarks.replay;

import io.memo.fingerprint.ManifestDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one commit moved: the methods that it has in common with the one before, compared. */
record Step(Commit before, Commit after) {

    /** A method in both commits. */
    private record Pair(String method, Footprint before, Footprint after) {

        boolean stays() {
            return before.lines().equals(after.lines());
        }
    }

    private List<Pair> pairs(Commit.Kind kind) {
        Map<String, Footprint> now = after.of(kind);
        List<Pair> pairs = new ArrayList<>();
        before.of(kind).forEach((method, footprint) -> {
            Footprint same = now.get(method);
            if (same != null) {
                pairs.add(new Pair(method, footprint, same));
            }
        });
        return pairs;
    }

    private static double stay(List<Pair> pairs) {
        return pairs.stream().mapToInt(pair -> pair.stays() ? 1 : 0).average().orElse(1);
    }

    /** Returns which part of the methods stays what it was, 0 to 1. */
    double stays(Commit.Kind kind) {
        return stay(pairs(kind));
    }

    /** Returns the same for memo, without the methods that depend on the whole application in either commit. */
    double staysWithoutWhole() {
        return stay(pairs(Commit.Kind.MEMO).stream()
                .filter(pair -> !pair.before().whole() && !pair.after().whole())
                .toList());
    }

    /** Returns the sentences that say why memo's methods moved, and of how many methods each is said. */
    Map<String, Integer> why() {
        Map<String, Integer> why = new TreeMap<>();
        moved().forEach((method, sentences) -> sentences.forEach(each -> why.merge(each, 1, Integer::sum)));
        return why;
    }

    /** Returns for each of memo's methods that moved the sentences that say why. */
    Map<String, List<String>> moved() {
        Map<String, List<String>> moved = new TreeMap<>();
        for (Pair pair : pairs(Commit.Kind.MEMO)) {
            if (!pair.stays()) {
                moved.put(
                        pair.method(),
                        ManifestDiff.between(
                                List.copyOf(pair.before().lines()),
                                List.copyOf(pair.after().lines())));
            }
        }
        return moved;
    }
}
