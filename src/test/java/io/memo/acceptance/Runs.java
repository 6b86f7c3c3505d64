package io.memo.acceptance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Counts how often memoized methods of the compiled applications really ran. It lies outside the application's packages,
 * so for memo it is a library: what it counts is no external variable.
 */
public final class Runs {

    private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();

    private static final AtomicInteger CALLERS = new AtomicInteger();

    private Runs() {}

    /** Called by a method that runs. */
    public static void ran(String what) {
        COUNTS.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    /** Called by a method that is to go on running until so many callers are there. */
    public static void awaitCallers(int callers) {
        Awaitility.await().until(() -> CALLERS.get() == callers);
    }

    static void called() {
        CALLERS.incrementAndGet();
    }

    /** Returns how often it was called so far, for a method that is to fail at first. */
    public static int countOf(String what) {
        return of(what);
    }

    static int of(String what) {
        AtomicInteger count = COUNTS.get(what);
        return count == null ? 0 : count.get();
    }

    static void reset() {
        COUNTS.clear();
        CALLERS.set(0);
    }
}
