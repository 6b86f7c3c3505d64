package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.ComputationOutcome;
import io.memo.MethodFigures;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What was counted by the model for one engine, or for all. */
final class FreshnessTally {

    long hits;
    long misses;
    long stored;
    long vetoed;
    long failed;
    long stale;
    long refreshing;
    /** Of the hits, those with an exception that is kept, and those with a result from outside memory. */
    long kept;

    long found;
    private final Map<RefreshOutcome, Long> refreshes = new EnumMap<>(RefreshOutcome.class);

    void count(RefreshOutcome outcome) {
        refreshes.merge(outcome, 1L, Long::sum);
    }

    long counted(RefreshOutcome outcome) {
        return refreshes.getOrDefault(outcome, 0L);
    }

    void add(FreshnessTally other) {
        hits += other.hits;
        misses += other.misses;
        stored += other.stored;
        vetoed += other.vetoed;
        failed += other.failed;
        stale += other.stale;
        refreshing += other.refreshing;
        kept += other.kept;
        found += other.found;
        other.refreshes.forEach((outcome, count) -> refreshes.merge(outcome, count, Long::sum));
    }

    /** memo counted the same. */
    void check(MethodFigures figures) {
        assertThat(figures.hits()).as("hits").isEqualTo(hits);
        assertThat(figures.misses()).as("misses").isEqualTo(misses);
        assertThat(runs(figures, ComputationOutcome.STORED)).as("stored").isEqualTo(stored);
        assertThat(runs(figures, ComputationOutcome.VETOED)).as("vetoed").isEqualTo(vetoed);
        assertThat(runs(figures, ComputationOutcome.FAILED)).as("failed").isEqualTo(failed);
        assertThat(figures.stale().get(StaleReason.ERROR)).as("stale").isEqualTo(stale);
        assertThat(figures.stale().get(StaleReason.REFRESHING)).as("refreshing").isEqualTo(refreshing);
        for (RefreshOutcome outcome : RefreshOutcome.values()) {
            assertThat(figures.refreshes().get(outcome)).as(outcome.tag()).isEqualTo(counted(outcome));
        }
    }

    @Override
    public String toString() {
        return "%d hits, %d of them exceptions, %d from outside memory; %d misses, %d stored, %d vetoed, %d failed, %d stale, %d refreshing, %s"
                .formatted(hits, kept, found, misses, stored, vetoed, failed, stale, refreshing, refreshes);
    }

    private static long runs(MethodFigures figures, ComputationOutcome outcome) {
        return Objects.requireNonNull(figures.computations().get(outcome)).count();
    }
}
