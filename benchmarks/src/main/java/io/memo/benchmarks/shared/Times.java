package io.memo.benchmarks.shared;

import java.util.Arrays;
import java.util.Locale;

/** How long calls took. */
final class Times {

    private final long[] nanos;

    private Times(long[] nanos) {
        this.nanos = nanos;
    }

    /** Makes so many calls one after the other. */
    static Times of(int calls, Call call) {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.number(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new Times(nanos);
    }

    /** Returns the median, and what 99 % of the calls kept below. */
    String medianAndSlowest() {
        return text(nanos[nanos.length / 2]) + " (" + text(nanos[nanos.length * 99 / 100]) + ")";
    }

    /** Returns a time in a unit that suits it. */
    static String text(long nanos) {
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
        }
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** One of them. */
    interface Call {

        void number(int i);
    }
}
