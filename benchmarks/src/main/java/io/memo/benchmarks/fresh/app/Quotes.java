package io.memo.benchmarks.fresh.app;

/** What the machines compute. */
public interface Quotes {

    /** How long a quote is good, in milliseconds. */
    int GOOD = 2_000;

    /** After how long it is computed anew where callers are not to wait: 80 % of that. */
    int OLD = 1_600;

    /** The name of the caches of quotes that are good for a short time. */
    String FRESH = "fresh";

    /** The name of the caches of those that are good for an hour. */
    String LASTING = "lasting";

    /** Returns a quote that is good for {@link #GOOD}. */
    Quote fresh(long article);

    /** Returns one that is good for an hour. */
    Quote lasting(long article);
}
