package io.memo.store.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A place that the test looks into. */
public final class MemoryPlace implements HandoverPlace {

    private final List<Map<String, Object>> results = new ArrayList<>();

    @Override
    public List<Map<String, Object>> take() {
        List<Map<String, Object>> taken = new ArrayList<>(results);
        results.clear();
        return taken;
    }

    @Override
    public void leave(List<Map<String, Object>> left) {
        results.addAll(left);
    }

    /** Returns what is there. */
    public List<Map<String, Object>> results() {
        return List.copyOf(results);
    }
}
