package io.memo.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.memo.Memoizer;
import io.memo.benchmarks.quotes.Application;
import io.memo.benchmarks.quotes.Quotes;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.GraphLayout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What an entry takes in memory, beside one of plain Caffeine with a key written by hand and the same value: the growth of all
 * that is reachable from the cache, by the layout that JOL finds, over 10,000 calls. The value and the string of the key are
 * shared by both, so they are in both figures.
 */
public final class MemoryPerEntry {

    private static final int ENTRIES = 10_000;

    private MemoryPerEntry() {}

    private record Pair(long id, String name) {}

    /** Prints the figures. */
    public static void main(String[] arguments) {
        // JOL is not told where the fields of records lie, and has to be allowed to find out.
        System.setProperty("jol.magicFieldOffset", "true");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("memo.max-entries=100000", "spring.cache.type=caffeine")
                .run()) {
            Quotes quotes = context.getBean(Quotes.class);
            Memoizer memoizer = context.getBean(Memoizer.class);
            Cache<Pair, String> caffeine =
                    Caffeine.newBuilder().maximumSize(100_000).build();
            List<String> names = new ArrayList<>();
            for (int i = 0; i < ENTRIES + 1_000; i++) {
                names.add("name no " + i);
            }
            // What both have once, and what the first calls leave behind, is there before.
            fill(quotes, caffeine, names, 0, 1_000);
            long memoBefore = sizeOf(memoizer, names);
            long caffeineBefore = sizeOf(caffeine, names);
            fill(quotes, caffeine, names, 1_000, names.size());
            long memo = (sizeOf(memoizer, names) - memoBefore) / ENTRIES;
            long plain = (sizeOf(caffeine, names) - caffeineBefore) / ENTRIES;
            System.out.printf("memo %d bytes per entry, plain Caffeine %d, so %d more%n", memo, plain, memo - plain);
        }
    }

    private static void fill(Quotes quotes, Cache<Pair, String> caffeine, List<String> names, int from, int to) {
        for (int i = from; i < to; i++) {
            String value = quotes.memoized(i, names.get(i));
            caffeine.put(new Pair(i, names.get(i)), value);
        }
        caffeine.cleanUp();
    }

    /** Without the names, which the caller holds in any case. */
    private static long sizeOf(Object cache, List<String> names) {
        return GraphLayout.parseInstance(cache, names).totalSize()
                - GraphLayout.parseInstance(names).totalSize();
    }
}
