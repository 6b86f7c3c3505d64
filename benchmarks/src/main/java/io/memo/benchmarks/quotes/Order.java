package io.memo.benchmarks.quotes;

/** An argument of a usual size. */
public record Order(long id, String customer, int pieces, double price, boolean express) {}
