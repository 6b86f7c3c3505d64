package io.memo.acceptance;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in another process how often methods really ran. Outside the application's packages, so no external variable. */
public final class WeavingRuns {

    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    private WeavingRuns() {}

    public static void ran(String what) {
        COUNTS.merge(what, 1, Integer::sum);
    }

    /** Returns the counts by name. */
    public static Map<String, Integer> all() {
        return new TreeMap<>(COUNTS);
    }
}
