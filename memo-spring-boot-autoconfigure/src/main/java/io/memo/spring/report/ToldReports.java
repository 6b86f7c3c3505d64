package io.memo.spring.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which reports were told before, in a process that starts one application many times. Safe for use by several threads. */
public final class ToldReports {

    /** Those of all application contexts that tests of this process start. */
    public static final ToldReports OF_TESTS = new ToldReports();

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private ToldReports() {}

    /** Returns whether the report was not told yet; it counts as told from now on. */
    boolean isNew(String report) {
        return told.add(report);
    }
}
