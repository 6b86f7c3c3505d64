package io.memo.store.handover;

import java.util.List;
import java.util.Map;

/**
 * A place in the process that outlives the application's class loader. What is left there holds objects of the JDK's types only,
 * all the way down, so that no class of the application or of memo is kept alive by it. Safe for use by several threads.
 */
public interface HandoverPlace {

    /** Returns what was left, and leaves nothing there. */
    List<Map<String, Object>> take();

    /** Leaves the results, beside those that are there. */
    void leave(List<Map<String, Object>> results);
}
