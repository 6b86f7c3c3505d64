package io.memo.benchmarks.shared.app;

/** What the machines compute. */
public interface Prices {

    /** Returns the price of an article, after some work. */
    Price price(long article);
}
