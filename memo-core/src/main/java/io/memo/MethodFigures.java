package io.memo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What was counted of one memoized method since it became known. Hits and misses add up to the calls, without those that
 * memo refused by an exception of its own and those whose {@link Memoize#condition()} or {@link Memoize#validate()} threw.
 * Calls of a method that is switched off, and those whose condition is false, are misses.
 *
 * @param hits calls that got a result without running the method
 * @param misses calls that it ran for, and those that shared the failure of a run
 * @param mutations changed states of stored results that were alerted
 * @param checks how often stored results were looked at again
 * @param entries results stored now, by estimate
 * @param bytes how much of the heap the results stored now take with their keys, by estimate
 * @param timeSaved how long the hits would have taken, by the average of the runs whose results were stored, less what they took;
 *     negative where hits cost more than runs
 * @param timedHits what hits cost: how many those stand for that were timed, one in 64 but for the first ones, and how long all these took
 * @param computations the runs by outcome, every outcome present
 * @param evictions the entries gone by cause, every cause present
 * @param refreshes attempts to compute old results anew behind their callers, by outcome, every outcome present
 * @param stale calls that were answered with what is not fresh, by reason, every reason present
 * @param errors what failed within memo, every part present
 */
public record MethodFigures(
        long hits,
        long misses,
        long mutations,
        Checks checks,
        long entries,
        long bytes,
        Duration timeSaved,
        Runs timedHits,
        Map<ComputationOutcome, Runs> computations,
        Map<EvictionCause, Long> evictions,
        Map<RefreshOutcome, Long> refreshes,
        Map<StaleReason, Long> stale,
        Map<FailedPart, Long> errors) {

    public MethodFigures {
        computations = Map.copyOf(computations);
        evictions = Map.copyOf(evictions);
        refreshes = Map.copyOf(refreshes);
        stale = Map.copyOf(stale);
        errors = Map.copyOf(errors);
    }

    /** Returns how long a hit takes on average, its key included; zero before the first was timed. */
    public Duration hitCost() {
        return timedHits.count() == 0 ? Duration.ZERO : timedHits.total().dividedBy(timedHits.count());
    }

    /** Returns hits as a share of all calls, between 0 and 1; 0 before the first call. */
    public double hitRatio() {
        long calls = hits + misses;
        return calls == 0 ? 0 : (double) hits / calls;
    }

    /**
     * Checks of stored results that are not cheap. Those of cheap ones, one for each hit, are not counted.
     *
     * @param count how many, by callers and behind them
     * @param total how long they took together
     * @param longestDelay how long after a hit its check came, at most, of those made behind the callers
     */
    public record Checks(long count, Duration total, Duration longestDelay) {}

    /**
     * Runs of one outcome.
     *
     * @param count how many
     * @param total how long they took together
     */
    public record Runs(long count, Duration total) {}

    /** What became of an attempt to compute a result anew behind its callers, as {@link Memoize#refresh()} asks for. */
    public enum RefreshOutcome {
        /** The method ran, and its result is in the place of the old one. */
        REFRESHED,
        /** Another machine had computed it meanwhile: its result is in the place of the old one. */
        ADOPTED,
        /** The method threw; the old result stays until its time is over. */
        FAILED,
        /** The method did not run, or its result was not stored: something that it depends on, its code or the caller's context was not as at the call, or it was cleared. */
        DISCARDED,
        /** Too many were waiting already; the result is computed when its time is over, by a call that waits for it. */
        REJECTED,
        /** The application ended before the run did. */
        CANCELLED;

        /** Returns the name in meters. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a call was answered with a result that is not fresh. */
    public enum StaleReason {
        /** The result is older than {@link Memoize#refresh()} says: it is being computed anew, or will be. */
        REFRESHING,
        /** Its time is over, and the method threw, as {@link Memoize#staleIfError()} is for. */
        ERROR;

        /** Returns the name in meters. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
