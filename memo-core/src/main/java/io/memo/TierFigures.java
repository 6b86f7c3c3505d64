package io.memo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What happened at one tier outside the process since the start: to all methods, or to one of them.
 *
 * @param tier its name
 * @param gets how often each outcome of a look-up was, one entry for each
 * @param puts how often each outcome of storing was, one entry for each
 * @param asked how often the tier was asked for an entry, also by those who wait for one and look again and again
 * @param askedTime how long that took in all
 * @param readsPaused whether look-ups are kept off after failures
 * @param writesPaused whether storing is kept off after failures
 */
public record TierFigures(
        String tier,
        Map<Got, Long> gets,
        Map<Put, Long> puts,
        long asked,
        Duration askedTime,
        boolean readsPaused,
        boolean writesPaused) {

    public TierFigures {
        gets = Map.copyOf(gets);
        puts = Map.copyOf(puts);
    }

    /** How a look-up ended. All but a hit are misses to the caller. */
    public enum Got {
        /** An entry was found and is genuine. */
        HIT,
        /** There was nothing. */
        MISS,
        /** The entry's time had run out, or is still to come by this machine's clock. */
        EXPIRED,
        /** What was there is no entry of this key; it was removed. */
        CORRUPT,
        /** An entry of another version, codec or secret; it stays. */
        FOREIGN,
        /** The entry is genuine but gives no result in this process, as where a class has changed; it was removed. */
        UNREADABLE,
        /** The tier failed. */
        FAILED,
        /** The tier, or the part of it that the entry lies in, was not asked, since it failed before. */
        PAUSED,
        /** The caller was interrupted while the tier was asked, which says nothing about the tier. */
        INTERRUPTED;

        /** Returns the name in meters. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How storing ended. */
    public enum Put {
        /** The tier took the entry. */
        STORED,
        /** Another result of the key was there first, and stays. */
        PRESENT,
        /** It was cleared, or its time was over, before it was written. */
        UNWANTED,
        /** The result cannot be kept outside the process. */
        REFUSED,
        /** Too much was waiting to be written, here or at the tier. */
        DROPPED,
        /** The tier failed. */
        FAILED,
        /** The tier was not asked, since it failed before. */
        PAUSED;

        /** Returns the name in meters. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
