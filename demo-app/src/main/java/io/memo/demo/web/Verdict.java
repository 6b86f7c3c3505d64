package io.memo.demo.web;

/**
 * How a memoized call went.
 *
 * @param hit whether a stored result was found just before the call
 * @param reason why, in memo's words
 * @param millis how long the caller waited
 */
record Verdict(boolean hit, String reason, double millis) {}
