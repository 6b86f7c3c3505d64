package io.memo.store.disk;

import java.time.Instant;

/**
 * How many bytes files of each age take, in a few thousand numbers however many files there are: an age is known to one part in 64.
 * Confined to one sweep.
 *
 * <pre>
 * bucket(a) = a                                                  for a below 64 ms
 * bucket(a) = 64 (e - 6) + (a &gt;&gt; (e - 6)), e = floor(log2 a)   for all others
 * </pre>
 */
final class Ages {

    private static final int FINE_BITS = 6;
    private static final int FINE = 1 << FINE_BITS;
    private static final int BUCKETS = FINE * (Long.SIZE - FINE_BITS + 1);

    private final long now;
    private final long[] bytes = new long[BUCKETS];
    private long total;

    Ages(Instant now) {
        this.now = now.toEpochMilli();
    }

    void add(Instant used, long taken) {
        bytes[bucket(used)] += taken;
        total += taken;
    }

    /** Returns what all files take. */
    long total() {
        return total;
    }

    private int bucket(Instant used) {
        long age = Math.max(0, now - used.toEpochMilli());
        if (age < FINE) {
            return (int) age;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(age) - FINE_BITS;
        return FINE * shift + (int) (age >>> shift);
    }

    /** Returns which files are to go, the oldest first, so that so many bytes are free. */
    Oldest oldest(long toFree) {
        long older = 0;
        int bucket = BUCKETS - 1;
        while (bucket > 0 && older + bytes[bucket] < toFree) {
            older += bytes[bucket--];
        }
        return new Oldest(bucket, toFree - older);
    }

    /** Files that are to go: all that are older than those of one bucket, and of these as many as are needed. */
    final class Oldest {

        private final int last;
        private long left;

        private Oldest(int last, long left) {
            this.last = last;
            this.left = left;
        }

        /** Returns whether the file is one; if it is, it counts as gone. */
        boolean take(Instant used, long taken) {
            int bucket = bucket(used);
            if (bucket == last && left > 0) {
                left -= taken;
                return true;
            }
            return bucket > last;
        }
    }
}
