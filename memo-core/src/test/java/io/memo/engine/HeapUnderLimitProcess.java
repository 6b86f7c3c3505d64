package io.memo.engine;

import io.memo.FunctionOptions;
import io.memo.Memoizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls three functions under one limit of 64 MB, more than the heap could hold without it, and prints what is held: as estimated, as measured. */
final class HeapUnderLimitProcess {

    private static final int CALLS = 2_000;

    private record Line(String product, int count, double price) {}

    private HeapUnderLimitProcess() {}

    public static void main(String[] arguments) {
        Memoizer memoizer =
                Memoizer.builder().maxBytes("64MB").maxEntries(100_000).build();
        Function<Integer, byte[]> images =
                memoizer.memoize(FunctionOptions.named("images"), (Integer seed) -> new byte[size(seed)]);
        Function<Integer, List<Line>> lines =
                memoizer.memoize(FunctionOptions.named("lines"), HeapUnderLimitProcess::lines);
        Function<Integer, Map<String, List<Long>>> tables =
                memoizer.memoize(FunctionOptions.named("tables"), HeapUnderLimitProcess::table);
        for (int warm = 0; warm < 100; warm++) {
            images.apply(warm);
            lines.apply(warm);
            tables.apply(warm);
        }
        for (int i = 0; i < CALLS; i++) {
            int seed = i % 7 == 0 ? i % 50 : i;
            switch (i % 3) {
                case 0 -> images.apply(seed);
                case 1 -> lines.apply(seed);
                default -> tables.apply(seed);
            }
        }
        long estimated = memoizer.methods().stream()
                .mapToLong(method -> method.figures().bytes())
                .sum();
        long full = used();
        memoizer.clear();
        long empty = used();
        System.out.printf("estimated=%d measured=%d full=%d empty=%d%n", estimated, full - empty, full, empty);
    }

    /** From 1 KB to 1 MB, small ones more often. */
    private static int size(int seed) {
        return 1 << 10 + new Random(seed).nextInt(11);
    }

    private static List<Line> lines(int seed) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size(seed) / 100; i++) {
            lines.add(new Line("product " + seed + "-" + i, i, i / 3.0));
        }
        return lines;
    }

    private static Map<String, List<Long>> table(int seed) {
        Map<String, List<Long>> table = new HashMap<>();
        for (int i = 0; i < size(seed) / 500; i++) {
            List<Long> numbers = new ArrayList<>();
            for (long n = 0; n < 12; n++) {
                numbers.add(1_000_000L * i + n);
            }
            table.put("row " + i, numbers);
        }
        return table;
    }

    private static long used() {
        // Caches note there what they still have to do, and hold on to entries for that.
        ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.MINUTES);
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
