package io.memo.store.handover;

import io.memo.store.tier.TierKey;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the start before left and nobody asked for yet. It waits for several starts, for code that is edited back finds it again, but
 * goes when memory is needed. Safe for use by several threads.
 */
final class LeftResults {

    private final ConcurrentMap<TierKey, SoftReference<HandedResult>> results = new ConcurrentHashMap<>();

    LeftResults(List<Map<String, Object>> taken) {
        taken.stream()
                .map(HandedResult::of)
                .filter(Objects::nonNull)
                .forEach(result -> results.put(
                        new TierKey(result.method(), result.arguments(), result.key()), new SoftReference<>(result)));
    }

    boolean has(TierKey key) {
        SoftReference<HandedResult> there = results.get(key);
        return there != null && there.get() != null;
    }

    @Nullable
    HandedResult remove(TierKey key) {
        SoftReference<HandedResult> there = results.remove(key);
        return there == null ? null : there.get();
    }

    void clear(Predicate<TierKey> unwanted) {
        results.keySet().removeIf(unwanted);
    }

    void clear() {
        results.clear();
    }

    List<HandedResult> all() {
        List<HandedResult> all = new ArrayList<>();
        results.values().forEach(each -> {
            HandedResult result = each.get();
            if (result != null) {
                all.add(result);
            }
        });
        return all;
    }
}
