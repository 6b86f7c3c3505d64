package io.memo.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long results of one method are good, beyond a {@code ttl} that is the same for all of them.
 *
 * @param ttlByResult whether each result says how long it may be returned; there is no common {@code ttl} then
 * @param refresh when a result is computed anew behind the callers that still get it, or null for never
 * @param staleIfError how long after its time an entry answers for a run that throws, positive, or null for not at all
 * @param emptyTtl the {@code ttl} of results in which there is nothing, positive, or null for that of the others
 * @param failureTtl how long an exception is thrown again without a run, positive, or null for not at all
 * @param ttlJitter the share of its time by which an entry may go earlier, so that not all go at once: at least 0, less than 1
 */
public record Freshness(
        boolean ttlByResult,
        @Nullable Refresh refresh,
        @Nullable Duration staleIfError,
        @Nullable Duration emptyTtl,
        @Nullable Duration failureTtl,
        double ttlJitter) {

    /** Nothing but a {@code ttl}, or not even that. */
    public static final Freshness PLAIN = new Freshness(false, null, null, null, null, 0);

    /** What is longer is for ever: moments beyond cannot be told everywhere. */
    public static final Duration LONGEST = Duration.ofDays(100 * 365L);

    public Freshness {
        requirePositive("staleIfError", staleIfError);
        requirePositive("emptyTtl", emptyTtl);
        requirePositive("failureTtl", failureTtl);
        if (!(ttlJitter >= 0 && ttlJitter < 1)) {
            throw new IllegalArgumentException(
                    "ttlJitter is %s; it must be at least 0 and less than 1".formatted(ttlJitter));
        }
    }

    private static void requirePositive(String attribute, @Nullable Duration given) {
        if (given != null && (given.isNegative() || given.isZero())) {
            throw new IllegalArgumentException("%s is %s; it must be positive".formatted(attribute, given));
        }
    }

    /** Returns how long entries are kept after their time, for a run that throws; no longer than moments can be told. */
    public Duration keptAfter() {
        if (staleIfError == null) {
            return Duration.ZERO;
        }
        return staleIfError.compareTo(LONGEST) > 0 ? LONGEST : staleIfError;
    }

    /** Returns whether results of one method may be good for different times. */
    public boolean variesByResult() {
        return ttlByResult || emptyTtl != null || ttlJitter > 0;
    }

    /** Returns whether entries of one method have times of their own. */
    public boolean hasOwnTimes() {
        return variesByResult() || refresh != null || staleIfError != null;
    }

    /** When a result is computed anew behind its callers. */
    public sealed interface Refresh {

        /**
         * When it is older than this.
         *
         * @param age positive
         */
        record After(Duration age) implements Refresh {

            public After {
                requirePositive("refresh", age);
            }
        }

        /** At random before its time is over: the longer a run takes, the earlier. */
        record Early() implements Refresh {}
    }
}
