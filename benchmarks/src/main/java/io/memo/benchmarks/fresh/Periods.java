package io.memo.benchmarks.fresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * How often the source was asked. A period of a key begins with a run that begins a refresh time after the period before began, or later; all
 * runs until the next one belong to it, and all but its first came too soon.
 *
 * @param runs how many runs the periods of all keys had
 * @param lengths how many nanoseconds after each period the next one of its key began
 */
record Periods(LongSummaryStatistics runs, LongSummaryStatistics lengths) {

    /**
     * Looks at periods that begin within the time of measurement and are over in it.
     *
     * @param runs the moments of the runs of each key, in order
     * @param refresh the refresh time
     */
    static Periods of(List<long[]> runs, Duration refresh, long from, long until) {
        Periods all = new Periods(new LongSummaryStatistics(), new LongSummaryStatistics());
        runs.forEach(key -> all.add(key, refresh.toNanos(), from, until - refresh.toNanos()));
        return all;
    }

    private void add(long[] key, long refresh, long from, long until) {
        List<Integer> firsts = new ArrayList<>();
        for (int i = 0; i < key.length; i++) {
            if (firsts.isEmpty() || key[i] - key[firsts.get(firsts.size() - 1)] >= refresh) {
                firsts.add(i);
            }
        }
        for (int i = 0; i < firsts.size(); i++) {
            int first = firsts.get(i);
            boolean last = i + 1 == firsts.size();
            if (key[first] - from >= 0 && key[first] - until <= 0) {
                runs.accept((last ? key.length : firsts.get(i + 1)) - first);
                if (!last) {
                    lengths.accept(key[firsts.get(i + 1)] - key[first]);
                }
            }
        }
    }

    /** Returns how many runs began within a refresh time after their period. */
    long tooSoon() {
        return runs.getSum() - runs.getCount();
    }
}
