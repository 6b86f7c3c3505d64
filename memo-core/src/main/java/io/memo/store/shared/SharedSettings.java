package io.memo.store.shared;

import java.time.Duration;

/**
 * How results are shared.
 *
 * @param application the name of the application; those with one name share entries
 * @param timeToLive how long an entry is kept whose result has no time of its own, positive
 * @param lease after which the turn of a process that died is over, positive
 * @param maxWait how long a process waits for the result of another before it computes it itself, not negative
 */
public record SharedSettings(String application, Duration timeToLive, Duration lease, Duration maxWait) {

    public SharedSettings {
        if (timeToLive.isNegative() || timeToLive.isZero() || lease.isNegative() || lease.isZero()) {
            throw new IllegalArgumentException(
                    "time-to-live is %s and lease is %s; both must be positive".formatted(timeToLive, lease));
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("max-wait is %s; it must not be negative".formatted(maxWait));
        }
    }
}
