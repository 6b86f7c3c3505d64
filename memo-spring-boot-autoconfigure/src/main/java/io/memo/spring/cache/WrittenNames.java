package io.memo.spring.cache;

import io.memo.store.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The names that a store wrote into a cache that may never let anything go by itself, with the time at which each is to go; at
 * most {@value #MOST}, the oldest go first. Safe for use by several threads.
 */
final class WrittenNames {

    private static final int MOST = 100_000;

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> names = new LinkedHashMap<>();

    WrittenNames(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Notes a name, and returns those that are to go by now; they are forgotten. */
    List<String> wrote(String name, Duration timeToLive) {
        lock.lock();
        try {
            Instant now = ticker.now();
            names.remove(name);
            names.put(name, now.plus(timeToLive));
            List<String> over = new ArrayList<>();
            Iterator<Map.Entry<String, Instant>> oldest = names.entrySet().iterator();
            while (oldest.hasNext()) {
                Map.Entry<String, Instant> next = oldest.next();
                if (names.size() <= MOST && next.getValue().isAfter(now)) {
                    break;
                }
                over.add(next.getKey());
                oldest.remove();
            }
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Returns all names, and forgets them. */
    List<String> all() {
        lock.lock();
        try {
            List<String> all = List.copyOf(names.keySet());
            names.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }
}
