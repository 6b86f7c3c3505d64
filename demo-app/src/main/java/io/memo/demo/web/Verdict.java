package io.memo.demo.web;

/**
 * How a memoized call went.
 *
 * @param hit whether a stored result was found
 * @param reason why
 * @param millis how long the caller waited
 */
record Verdict(boolean hit, String reason, double millis) {}
