package io.memo.spring.warmup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What became of the warm-ups of a context. Each ends once. Safe for use by several threads. */
public final class WarmUpFigures {

    private final List<String> beans;
    private final Map<String, Ended> ended = new ConcurrentHashMap<>();

    /** @param beans the names of all warm-ups */
    public WarmUpFigures(List<String> beans) {
        this.beans = List.copyOf(beans);
    }

    /** Returns the names of the warm-ups. */
    public List<String> beans() {
        return beans;
    }

    /** Returns how long the warm-up took, or null if it has not ended so. */
    public @Nullable Duration took(String bean, WarmUpOutcome outcome) {
        Ended end = ended.get(bean);
        return end != null && end.outcome == outcome ? end.took : null;
    }

    void ended(String bean, WarmUpOutcome outcome, Duration took) {
        ended.putIfAbsent(bean, new Ended(outcome, took));
    }

    private record Ended(WarmUpOutcome outcome, Duration took) {}
}
