package io.memo.spring.console;

import io.memo.MemoizedMethod;
import io.memo.MethodFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hits and misses over time. A sample is taken when somebody looks, at most one every two seconds; nothing is done while
 * nobody does, and nothing by the threads that make calls. Bounded. Safe for use by several threads.
 */
final class History {

    static final int MOST = 150;
    private static final Duration APART = Duration.ofMillis(1900);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** What was counted up to a moment. */
    record Counts(long hits, long misses) {

        static final Counts NONE = new Counts(0, 0);

        Counts plus(Counts other) {
            return new Counts(hits + other.hits, misses + other.misses);
        }
    }

    /** What was counted up to a moment, of one method or of all. */
    record Point(Instant at, Counts counts) {}

    private record Sample(Instant at, Map<String, Counts> byMethod, Counts total) {}

    /** Takes a sample, unless the last one is too young. */
    void look(Instant now, Map<MemoizedMethod, MethodFigures> methods) {
        lock.lock();
        try {
            Sample last = samples.peekLast();
            if (last != null && now.isBefore(last.at().plus(APART))) {
                return;
            }
            Map<String, Counts> byMethod = new HashMap<>();
            Counts total = Counts.NONE;
            for (Map.Entry<MemoizedMethod, MethodFigures> each : methods.entrySet()) {
                Counts counts =
                        new Counts(each.getValue().hits(), each.getValue().misses());
                total = total.plus(counts);
                if (!counts.equals(Counts.NONE)) {
                    byMethod.put(each.getKey().name(), counts);
                }
            }
            samples.addLast(new Sample(now, byMethod, total));
            if (samples.size() > MOST) {
                samples.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the samples of all methods together, oldest first. */
    List<Point> ofAll() {
        lock.lock();
        try {
            return samples.stream()
                    .map(sample -> new Point(sample.at(), sample.total()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the samples of one method, oldest first. */
    List<Point> of(String name) {
        lock.lock();
        try {
            return samples.stream()
                    .map(sample -> new Point(sample.at(), sample.byMethod().getOrDefault(name, Counts.NONE)))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
