package io.memo.benchmarks.shared;

import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.work.Work;
import io.memo.benchmarks.shared.app.Prices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All machines are asked for all keys at one moment, each key on each machine by a thread of its own.
 *
 * @param computations how many there were
 * @param longest how many nanoseconds the last caller waited
 */
record Stampede(int computations, long longest) {

    private static final Duration COMPUTATION = Duration.ofMillis(100);

    /** @param from the first key */
    static Stampede on(List<Machine<Prices>> machines, int from, int keys) {
        Work.takes(COMPUTATION);
        ExecutorService threads = Executors.newFixedThreadPool(machines.size() * keys);
        CyclicBarrier gate = new CyclicBarrier(machines.size() * keys);
        List<Future<Long>> callers = new ArrayList<>();
        for (Machine<Prices> machine : machines) {
            for (int key = from; key < from + keys; key++) {
                int article = key;
                callers.add(threads.submit(() -> {
                    gate.await();
                    long start = System.nanoTime();
                    machine.service().price(article);
                    return System.nanoTime() - start;
                }));
            }
        }
        try {
            long longest = 0;
            for (Future<Long> caller : callers) {
                longest = Math.max(longest, caller.get());
            }
            return new Stampede(Work.runs(), longest);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("A caller did not get its result", e);
        } finally {
            threads.shutdown();
        }
    }
}
