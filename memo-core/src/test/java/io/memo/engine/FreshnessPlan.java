package io.memo.engine;

import io.memo.call.Freshness;
import io.memo.call.Freshness.Refresh;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn for one world: which times the method has, and where its results lie. All times in milliseconds.
 *
 * @param ttl null where each result says its own time, or none has one
 * @param refreshes how many refreshes may wait on one machine
 */
record FreshnessPlan(
        @Nullable Long ttl,
        boolean byResult,
        @Nullable Long refresh,
        @Nullable Long staleIfError,
        @Nullable Long emptyTtl,
        @Nullable Long failureTtl,
        int machines,
        boolean disk,
        boolean shared,
        int refreshes) {

    static final long FOREVER = Long.MAX_VALUE / 4;

    static FreshnessPlan draw(Random random) {
        long unit = pick(random, 1_000, 60_000, 600_000);
        boolean byResult = random.nextInt(4) == 0;
        Long ttl = byResult || random.nextInt(8) == 0 ? null : unit;
        Long empty = random.nextInt(3) == 0 ? pick(random, unit / 20, unit / 2, 2 * unit) : null;
        Long refresh = random.nextInt(5) != 0 ? pick(random, unit / 5, unit / 3, unit * 4 / 5, unit - 1) : null;
        boolean ends = ttl != null || byResult || empty != null;
        Long stale = ends && random.nextBoolean() ? pick(random, 500, unit, 6 * unit) : null;
        Long failure = stale == null && random.nextBoolean() ? pick(random, 200, unit / 2, 2 * unit) : null;
        boolean shared = random.nextInt(3) != 0;
        int machines = shared ? 1 + random.nextInt(3) : 1;
        boolean disk = random.nextInt(3) == 0;
        return new FreshnessPlan(
                ttl, byResult, refresh, stale, empty, failure, machines, disk, shared, (int) pick(random, 1, 10, 10));
    }

    static long pick(Random random, long... from) {
        return from[random.nextInt(from.length)];
    }

    Freshness freshness() {
        return new Freshness(
                byResult,
                refresh == null ? null : new Refresh.After(Duration.ofMillis(refresh)),
                duration(staleIfError),
                duration(emptyTtl),
                duration(failureTtl),
                0);
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    /** Returns how long a result is good; nothing is stored of one for which that is not positive. */
    long lasts(@Nullable Object value) {
        if (emptyTtl != null && (value == null || value.equals(""))) {
            return emptyTtl;
        }
        if (byResult) {
            return value == null ? 0 : said(value.toString());
        }
        return ttl == null ? FOREVER : ttl;
    }

    /** Returns the time that a result says of itself. */
    static long said(String value) {
        int at = value.indexOf('@');
        return at < 0 ? 0 : Long.parseLong(value.substring(at + 1));
    }

    /**
     * A result that the source gave.
     *
     * @param run counts all runs
     * @param at the end of the run, when its time begins
     */
    record Result(int run, @Nullable Object value, long at, long lasts) {

        boolean isFresh(long now) {
            return now < at + lasts;
        }

        boolean isLaterThan(Result other) {
            return run > other.run;
        }
    }

    boolean isKept(Result result, long now) {
        return now < result.at + result.lasts + (staleIfError == null ? 0 : staleIfError);
    }

    boolean isOld(Result result, long now) {
        return refresh != null && now >= result.at + refresh;
    }

    /** Returns how long a refresh that left the result in its place is not tried again: a tenth of its time, within bounds. */
    long pause(Result result) {
        long whole = refresh == null ? result.lasts : Math.min(refresh, result.lasts);
        return Math.max(100, Math.min(whole / 10, 60_000));
    }
}
