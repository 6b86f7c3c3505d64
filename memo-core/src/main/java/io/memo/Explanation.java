package io.memo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a call would find.
 *
 * @param name the memoized method
 * @param hit whether the call would return a stored result; on several beans with different keys, whether each would
 * @param fingerprint the fingerprint of the method's code as 64 hexadecimal digits
 * @param reason why, in a sentence, without any value
 * @param age how long ago the result in memory was stored, also if its time is over; on several beans the oldest; null if there is none
 */
public record Explanation(
        String name,
        boolean hit,
        String fingerprint,
        String reason,
        @Nullable Duration age) {}
