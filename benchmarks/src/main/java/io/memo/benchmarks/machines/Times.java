package io.memo.benchmarks.machines;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took, in nanoseconds. */
public final class Times {

    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    /** Makes so many calls one after the other. */
    public static Times of(int calls, Call call) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.number(i);
            nanos[i] = System.nanoTime() - start;
        }
        return of(nanos);
    }

    /** Takes the times of calls that were made, at least one. */
    public static Times of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Times(sorted);
    }

    /** Returns how many calls there were. */
    public int calls() {
        return sorted.length;
    }

    /** Returns what half of the calls kept below. */
    public long median() {
        return sorted[sorted.length / 2];
    }

    /** Returns what 99 % of the calls kept below. */
    public long slowest() {
        return sorted[(int) (sorted.length * 99L / 100)];
    }

    /** Returns the time of the longest call. */
    public long longest() {
        return sorted[sorted.length - 1];
    }

    /** Returns how many calls took longer than that. */
    public long longerThan(long nanos) {
        return Arrays.stream(sorted).filter(time -> time > nanos).count();
    }

    /** Returns the median, and what 99 % of the calls kept below. */
    public String medianAndSlowest() {
        return text(median()) + " (" + text(slowest()) + ")";
    }

    /** Returns a time in a unit that suits it. */
    public static String text(long nanos) {
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
        }
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** One of them. */
    public interface Call {

        /** Makes the call with that number, from 0 on. */
        void number(int i);
    }
}
