package io.memo;

/**
 * What a call would find.
 *
 * @param name the memoized method
 * @param hit whether the call would return a stored result; on several beans with different keys, whether each would
 * @param fingerprint the fingerprint of the method's code as 64 hexadecimal digits
 * @param reason why, in a sentence, without any value
 */
public record Explanation(String name, boolean hit, String fingerprint, String reason) {}
