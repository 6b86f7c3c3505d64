package io.memo.benchmarks.fresh;

import io.memo.benchmarks.fresh.app.Quote;
import io.memo.benchmarks.fresh.app.Quotes;
import io.memo.benchmarks.machines.Machine;
import io.memo.benchmarks.machines.Surroundings;
import io.memo.benchmarks.machines.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * Callers on all machines, each of which asks for one of a few keys, waits, and asks for the next. The machines join one after the other, as in a
 * deploy. What callers noticed is measured when all keys are known and some periods are over.
 *
 * @param times the times of the calls
 * @param failed how many calls threw
 * @param oldest how many nanoseconds ago the source had been asked for the oldest answer
 * @param from when the measurement began, as of {@link System#nanoTime}
 * @param until when it ended
 * @param busy how many processors this process used in the mean, from the first call on
 */
record Load(Times times, int failed, long oldest, long from, long until, double busy) {

    static final int KEYS = 10;
    static final int CALLERS = 2;
    static final Duration PAUSE = Duration.ofMillis(2);

    private static final Duration JOIN = Duration.ofMillis(250);
    private static final Duration LEAD = Duration.ofSeconds(8);

    /** @param call asks one machine for a key */
    static Load on(List<Machine<Quotes>> machines, BiFunction<Quotes, Long, Quote> call, Duration time) {
        long used = Surroundings.processNanos();
        long start = System.nanoTime();
        long from = start + LEAD.toNanos();
        long until = from + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(machines.size() * CALLERS);
        List<Future<Caller>> callers = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            Quotes quotes = machines.get(i).service();
            long begins = start + i * JOIN.toNanos();
            for (int n = 0; n < CALLERS; n++) {
                Caller caller = new Caller(i * CALLERS + n, from, until);
                callers.add(threads.submit(() -> caller.call(key -> call.apply(quotes, key), begins)));
            }
        }
        try {
            List<Caller> ended = new ArrayList<>();
            for (Future<Caller> caller : callers) {
                ended.add(caller.get());
            }
            long[] nanos = ended.stream().flatMapToLong(Caller::nanos).toArray();
            int failed = ended.stream().mapToInt(caller -> caller.failed).sum();
            long oldest =
                    ended.stream().mapToLong(caller -> caller.oldest).max().orElseThrow();
            double busy = (double) (Surroundings.processNanos() - used) / (System.nanoTime() - start);
            return new Load(Times.of(nanos), failed, oldest, from, until, busy);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private interface Question {

        Quote ask(long key);
    }

    private static final class Caller {

        private final SplittableRandom random;
        private final long from;
        private final long until;
        private final long[] nanos;
        private int calls;
        private int failed;
        private long oldest;

        private Caller(long seed, long from, long until) {
            this.random = new SplittableRandom(seed);
            this.from = from;
            this.until = until;
            this.nanos = new long[(int) ((until - from) / PAUSE.toNanos()) + 1];
        }

        private Caller call(Question question, long begins) throws InterruptedException {
            for (long next = begins; next - until < 0; ) {
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                long began = System.nanoTime();
                ask(question, began);
                next = Math.max(next, began) + PAUSE.toNanos();
            }
            return this;
        }

        private void ask(Question question, long began) {
            boolean measured = began - from >= 0 && calls < nanos.length;
            try {
                long asked = question.ask(random.nextInt(KEYS)).asked();
                long ended = System.nanoTime();
                if (measured) {
                    nanos[calls++] = ended - began;
                    oldest = Math.max(oldest, ended - asked);
                }
            } catch (RuntimeException e) {
                failed++;
            }
        }

        private LongStream nanos() {
            return Arrays.stream(nanos, 0, calls);
        }
    }
}
