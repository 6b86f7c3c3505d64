package io.memo.fingerprint.callgraph.reach;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notes which piece of code leads to what, for people who look at it; where none do, nothing is noted. No line of the manifest
 * comes from here. A step from a piece to itself is not noted.
 */
public final class StepLog {

    private final Map<String, Set<String>> steps = new HashMap<>();
    private final boolean noting;
    private @Nullable String here;

    StepLog(boolean noting) {
        this.noting = noting;
    }

    /** Returns whether it notes anything. */
    boolean isNoting() {
        return noting;
    }

    /** Returns the name of what is followed now; null if that is nothing yet. */
    @Nullable
    String here() {
        return here;
    }

    /** Goes on from here. */
    public void from(@Nullable String place) {
        here = place;
    }

    /** Notes that what is followed now leads there. */
    void to(String place) {
        if (noting && here != null && !here.equals(place)) {
            steps.computeIfAbsent(here, any -> new HashSet<>()).add(place);
        }
    }

    Map<String, List<String>> steps() {
        Map<String, List<String>> sorted = new HashMap<>();
        steps.forEach((from, to) -> sorted.put(from, to.stream().sorted().toList()));
        return sorted;
    }
}
