package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** Those who call memoized methods, and what they saw of it. Safe for use by several threads. */
final class Callers {

    private final LongAdder calls = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    /** Calls the method, for which no result from before that version is right. */
    void call(Machine machine, String method, int key, int since) {
        long start = System.nanoTime();
        try {
            String text = machine.call(method, key);
            if (World.version(method, key, text) < since) {
                wrong.add(method + "(" + key + ") since v" + since + ": "
                        + text.substring(0, Math.min(40, text.length())));
            }
        } catch (RuntimeException | Error e) {
            thrown.add(e);
        }
        longest.accumulate(System.nanoTime() - start);
        calls.increment();
    }

    void call(Machine machine, String method, int key) {
        call(machine, method, key, 0);
    }

    /** Begins to do the same by several threads, each with its number. */
    static Running start(int threads, IntConsumer work) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            all.add(executor.submit(() -> work.accept(number)));
        }
        executor.shutdown();
        return () -> {
            for (Future<?> each : all) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    throw new AssertionError(e.getCause());
                }
            }
        };
    }

    interface Running {
        void join() throws InterruptedException;
    }

    long calls() {
        return calls.sum();
    }

    /** Says what the callers saw, which must be nothing but right values. */
    void assertUndisturbed(String what) {
        System.out.printf(
                "%s: %d calls, %d wrong, %d exceptions, longest call %d ms%n",
                what,
                calls.sum(),
                wrong.size(),
                thrown.size(),
                Duration.ofNanos(longest.get()).toMillis());
        assertThat(thrown).isEmpty();
        assertThat(wrong).isEmpty();
    }
}
