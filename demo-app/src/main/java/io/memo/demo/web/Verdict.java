package io.memo.demo.web;

/**
 * How a memoized call went.
 *
 * @param hit whether a stored result was found
 * @param reason why, in memo's words
 * @param millis how long the caller waited
 */
record Verdict(boolean hit, String reason, double millis) {

    /** Returns what it is when a tier outside the process had the result. */
    Verdict by(String tier) {
        return new Verdict(true, "Not in memory, but the " + tier + " tier had the result of this call.", millis);
    }
}
