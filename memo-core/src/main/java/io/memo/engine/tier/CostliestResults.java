package io.memo.engine.tier;

import io.memo.store.tier.Costly;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what cost most to compute ahead of its calls: for these the files, the classes and the code that reads them are warm then. What a
 * call gets is decided when it looks. Immutable.
 *
 * @param methods those whose results outlive the process
 */
public record CostliestResults(Collection<TierEntries> methods) {

    private record Candidate(TierEntries method, Costly result) {}

    /**
     * Reads so many at most, the costliest first. Ends early when the thread is interrupted, or when what was read takes so many bytes
     * outside the process.
     *
     * @return how many can be had
     */
    public int readAhead(int most, long mostBytes) {
        List<Candidate> candidates = methods.stream()
                .flatMap(method -> method.costliest(most).stream().map(result -> new Candidate(method, result)))
                .sorted(Comparator.comparing(Candidate::result))
                .limit(most)
                .toList();
        int read = 0;
        long bytes = 0;
        for (Candidate each : candidates) {
            if (bytes >= mostBytes || Thread.currentThread().isInterrupted()) {
                break;
            }
            int taken = each.method().readAhead(each.result().key());
            bytes += taken;
            read += taken > 0 ? 1 : 0;
        }
        return read;
    }
}
