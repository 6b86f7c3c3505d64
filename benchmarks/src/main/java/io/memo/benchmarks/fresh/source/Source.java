package io.memo.benchmarks.fresh.source;

import io.memo.benchmarks.machines.work.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A remote service that takes its time and records when it was asked. Safe for use by several threads. */
public final class Source {

    private static final Map<Long, Collection<Long>> RUNS = new ConcurrentHashMap<>();

    private Source() {}

    /** Forgets when it was asked. */
    public static void forget() {
        RUNS.clear();
    }

    /** Asks for an article; returns the moment in which it was asked, as of {@link System#nanoTime}. */
    public static long ask(long article) {
        long now = System.nanoTime();
        RUNS.computeIfAbsent(article, first -> new ConcurrentLinkedQueue<>()).add(now);
        Work.run();
        return now;
    }

    /** Returns the moments in which it was asked for each article, in order. */
    public static List<long[]> runs() {
        return RUNS.values().stream()
                .map(moments ->
                        moments.stream().mapToLong(Long::longValue).sorted().toArray())
                .toList();
    }
}
