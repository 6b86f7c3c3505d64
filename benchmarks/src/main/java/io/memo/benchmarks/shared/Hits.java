package io.memo.benchmarks.shared;

import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.Times;
import io.memo.benchmarks.machines.work.Work;
import io.memo.benchmarks.shared.app.Prices;

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

    static Hits between(Machine<Prices> computing, Machine<Prices> reading) {
        Work.takes(Contender.WORTH_SHARING);
        long before = computing.stored();
        for (int i = 0; i < WARM_UP + RESULTS; i++) {
            computing.service().price(i);
        }
        computing.awaitStored(before + WARM_UP + RESULTS);
        Times.of(WARM_UP, i -> reading.service().price(i));
        int computed = Work.runs();
        Times first = Times.of(RESULTS, i -> reading.service().price(WARM_UP + i));
        int missed = Work.runs() - computed;
        Times.of(AGAIN, i -> reading.service().price(0));
        return new Hits(first, Times.of(AGAIN, i -> reading.service().price(0)), missed);
    }
}
