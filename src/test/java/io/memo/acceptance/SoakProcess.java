package io.memo.acceptance;

import io.memo.Memoizer;
import io.memo.TierFigures;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Four machines in one small JVM, which miss 500 times a second, with a clear every five seconds by one of them. Says what it saw: a
 * line every five seconds, and one at the end.
 */
public final class SoakProcess {

    private static final int MACHINES = 4;
    private static final int THREADS = 16;
    private static final long NANOS_PER_CALL = TimeUnit.SECONDS.toNanos(1) / 500;
    private static final Duration CLEARS = Duration.ofSeconds(5);
    private static final int HOT = 20;
    private static final int COLD = 1_000_000;

    /** In KB, of which most are small, as results are. The last ones are larger than an entry may be. */
    private static final int[] SIZES = {500, 2_048, 1_000, 200};

    static final String SOURCE = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Depot {
                @Memoize(maxEntries = 10) public byte[] stock(int key) {
                    return io.memo.acceptance.SoakProcess.compute(key);
                }
            }
            """;

    private static volatile long version;

    /** A clear that has returned: from which version on results are right, when, and on which machine. */
    private record Clear(long version, long at, int machine) {}

    private final List<OutsideApplication> machines = new ArrayList<>();
    private final long end;
    private final AtomicLong slot = new AtomicLong(System.nanoTime());
    private final LongAdder calls = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder thrown = new LongAdder();
    private final LongAdder paused = new LongAdder();
    /** How long after a clear had returned the last call began that got a result from before. */
    private final LongAccumulator latest = new LongAccumulator(Math::max, 0);
    /** The same on the machine that cleared. */
    private final LongAccumulator latestHere = new LongAccumulator(Math::max, 0);

    private volatile Clear last = new Clear(0, System.nanoTime(), 0);

    private SoakProcess(Path classes, Path disk, int port, Duration time) {
        for (int i = 0; i < MACHINES; i++) {
            machines.add(Machines.setup(classes, disk.resolve("disk" + i))
                    .property("redis", port)
                    .property("memo.shared.deadline", "1s")
                    .property("memo.shared.time-to-live", "20s")
                    .start());
        }
        machines.forEach(SoakProcess::awaitJoined);
        end = System.nanoTime() + time.toNanos();
    }

    /** The folder of the application, one for files, the port of the store, how many seconds. */
    public static void main(String[] arguments) throws InterruptedException {
        new SoakProcess(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Duration.ofSeconds(Long.parseLong(arguments[3])))
                .run();
        System.exit(0);
    }

    /** Called by the method that is memoized: the first bytes tell the key and the version. */
    public static byte[] compute(int key) {
        long now = version;
        pause(TimeUnit.MILLISECONDS.toNanos(25));
        int kilobytes = key % 400 < SIZES.length ? SIZES[key % 400] : 1 + key % 20;
        byte[] result = new byte[kilobytes << 10];
        new Random(key).nextBytes(result);
        for (int i = 0; i < Long.BYTES; i++) {
            result[i] = (byte) (now >>> 8 * i);
            result[Long.BYTES + i] = (byte) ((long) key >>> 8 * i);
        }
        return result;
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(byte[] result, int at) {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << 8 | result[at + i] & 0xff;
        }
        return number;
    }

    private static void awaitJoined(OutsideApplication machine) {
        while (figures(machine).readsPaused()) {
            Thread.onSpinWait();
        }
    }

    private static TierFigures figures(OutsideApplication machine) {
        return machine.memoized("Depot.stock").tiers().get(0);
    }

    private void run() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(MACHINES * THREADS);
        for (int i = 0; i < MACHINES * THREADS; i++) {
            int number = i;
            threads.execute(() -> callAll(number % MACHINES, new Random(number)));
        }
        threads.shutdown();
        long nextClear = System.nanoTime() + CLEARS.toNanos();
        while (!threads.awaitTermination(100, TimeUnit.MILLISECONDS)) {
            machines.forEach(machine -> paused.add(figures(machine).readsPaused() ? 1 : 0));
            if (System.nanoTime() - nextClear > 0) {
                nextClear += CLEARS.toNanos();
                clear();
                report("SAMPLE");
            }
        }
        report("RESULT");
    }

    private void clear() {
        int next = (last.machine + 1) % MACHINES;
        long made = version + 1;
        version = made;
        machines.get(next).bean(Memoizer.class).clear("Depot.stock");
        last = new Clear(made, System.nanoTime(), next);
    }

    private void callAll(int machine, Random random) {
        Object bean = machines.get(machine).bean("shop.Depot");
        while (System.nanoTime() - end < 0) {
            long due = slot.getAndAdd(NANOS_PER_CALL);
            pause(due - System.nanoTime());
            call(bean, machine, random.nextInt(10) == 0 ? random.nextInt(HOT) : random.nextInt(COLD));
        }
    }

    private void call(Object bean, int machine, int key) {
        Clear before = last;
        long start = System.nanoTime();
        try {
            byte[] result = OutsideApplication.invoke(bean, "stock", key);
            if (number(result, Long.BYTES) != key) {
                wrong.increment();
            }
            if (number(result, 0) < before.version) {
                (machine == before.machine ? latestHere : latest).accumulate(start - before.at);
            }
        } catch (RuntimeException | Error e) {
            if (thrown.sum() == 0) {
                e.printStackTrace();
            }
            thrown.increment();
        }
        calls.increment();
    }

    private void report(String kind) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        StringBuilder puts = new StringBuilder();
        machines.forEach(machine -> puts.append(' ').append(figures(machine).puts()));
        System.out.printf(
                "%s calls=%d wrong=%d thrown=%d paused=%d late=%d lateHere=%d heap=%d clears=%d%s%n",
                kind,
                calls.sum(),
                wrong.sum(),
                thrown.sum(),
                paused.sum(),
                TimeUnit.NANOSECONDS.toMillis(latest.get()),
                TimeUnit.NANOSECONDS.toMillis(latestHere.get()),
                heap >> 20,
                version,
                puts);
    }
}
