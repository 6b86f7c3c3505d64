package io.memo.benchmarks.shared;

import io.memo.acceptance.shared.FaultProxy;
import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.work.Work;
import io.memo.benchmarks.shared.app.Prices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Redis takes what is sent and does not answer, while threads call one machine all the time: each a key that was read before, then a new
 * one.
 *
 * @param longest the longest delay of a caller in nanoseconds: the time of a call without that of its own computation
 * @param calls how many calls ended while Redis hung
 * @param failed how many calls threw
 */
record Hang(long longest, int calls, int failed) {

    static final Duration TIME = Duration.ofSeconds(30);
    static final int THREADS = 8;

    private static final int KNOWN = 100;

    static Hang of(Machine<Prices> machine, FaultProxy network) {
        Work.takes(Contender.WORTH_SHARING);
        for (int i = 0; i < KNOWN; i++) {
            machine.service().price(i);
        }
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicInteger newKeys = new AtomicInteger(KNOWN);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        network.hang();
        List<Future<Long>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            callers.add(threads.submit(() -> {
                long longest = 0;
                for (int n = 0; !over.get(); n++) {
                    int key = n % 2 == 0 ? n / 2 % KNOWN : newKeys.getAndIncrement();
                    long computed = Work.nanosOfThisThread();
                    long start = System.nanoTime();
                    try {
                        machine.service().price(key);
                    } catch (RuntimeException e) {
                        failed.incrementAndGet();
                    }
                    long delay = System.nanoTime() - start - (Work.nanosOfThisThread() - computed);
                    longest = Math.max(longest, delay);
                    if (!over.get()) {
                        calls.incrementAndGet();
                    }
                }
                return longest;
            }));
        }
        try {
            TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
            over.set(true);
            network.pass();
            long longest = 0;
            for (Future<Long> caller : callers) {
                longest = Math.max(longest, caller.get());
            }
            return new Hang(longest, calls.get(), failed.get());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }
}
