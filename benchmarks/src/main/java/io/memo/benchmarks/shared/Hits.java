package io.memo.benchmarks.shared;

import io.memo.benchmarks.shared.work.Work;

/**
 * Reads of results that another machine computed, one after the other.
 *
 * @param first the first read of each on this machine
 * @param again reads of one of them after that
 * @param missed how many of the first reads found nothing in time, and computed
 */
record Hits(Times first, Times again, int missed) {

    private static final int WARM_UP = 300;
    static final int RESULTS = 500;
    private static final int AGAIN = 20_000;

    static Hits between(Machine computing, Machine reading) {
        Work.takes(Contender.WORTH_SHARING);
        long before = computing.stored();
        for (int i = 0; i < WARM_UP + RESULTS; i++) {
            computing.price(i);
        }
        computing.awaitStored(before + WARM_UP + RESULTS);
        Times.of(WARM_UP, reading::price);
        int computed = Work.runs();
        Times first = Times.of(RESULTS, i -> reading.price(WARM_UP + i));
        int missed = Work.runs() - computed;
        Times.of(AGAIN, i -> reading.price(0));
        return new Hits(first, Times.of(AGAIN, i -> reading.price(0)), missed);
    }
}
