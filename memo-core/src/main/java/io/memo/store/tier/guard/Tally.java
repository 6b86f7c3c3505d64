package io.memo.store.tier.guard;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what happens at a place, for one method or for all. Safe for use by several threads. */
final class Tally {

    private final Map<Got, LongAdder> gets = adders(Got.class);
    private final Map<Put, LongAdder> puts = adders(Put.class);
    private final LongAdder asked = new LongAdder();
    private final LongAdder askedNanos = new LongAdder();
    private final @Nullable Tally whole;

    /** @param whole counts the same for all methods; null if this does */
    Tally(@Nullable Tally whole) {
        this.whole = whole;
    }

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> type) {
        Map<K, LongAdder> adders = new EnumMap<>(type);
        for (K each : type.getEnumConstants()) {
            adders.put(each, new LongAdder());
        }
        return adders;
    }

    void count(Got outcome) {
        add(gets.get(outcome));
        if (whole != null) {
            whole.count(outcome);
        }
    }

    void count(Put outcome) {
        add(puts.get(outcome));
        if (whole != null) {
            whole.count(outcome);
        }
    }

    /** Counts a look-up that took so long. */
    void took(long nanos) {
        asked.increment();
        askedNanos.add(nanos);
        if (whole != null) {
            whole.took(nanos);
        }
    }

    TierFigures figures(String name, boolean readsPaused, boolean writesPaused) {
        return new TierFigures(
                name,
                sums(gets, Got.class),
                sums(puts, Put.class),
                asked.sum(),
                Duration.ofNanos(askedNanos.sum()),
                readsPaused,
                writesPaused);
    }

    private static <K extends Enum<K>> Map<K, Long> sums(Map<K, LongAdder> adders, Class<K> type) {
        Map<K, Long> sums = new EnumMap<>(type);
        adders.forEach((outcome, count) -> sums.put(outcome, count.sum()));
        return sums;
    }

    private static void add(@Nullable LongAdder adder) {
        if (adder != null) {
            adder.increment();
        }
    }
}
