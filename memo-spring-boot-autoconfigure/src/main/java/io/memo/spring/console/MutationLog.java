package io.memo.spring.console;

import io.memo.CachedObjectMutatedEvent;
import io.memo.engine.observe.MemoListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The last mutation alerts of each method, newest first: what changed and where, no values. Safe for use by several threads. */
public final class MutationLog implements MemoListener {

    private static final int MOST = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Deque<Alert>> byMethod = new HashMap<>();

    /** An empty log. */
    public MutationLog() {}

    /**
     * An alert.
     *
     * @param at when the change was found
     * @param event what was found
     */
    record Alert(Instant at, CachedObjectMutatedEvent event) {}

    @Override
    public void mutated(CachedObjectMutatedEvent event) {
        lock.lock();
        try {
            Deque<Alert> alerts = byMethod.computeIfAbsent(event.name(), any -> new ArrayDeque<>());
            alerts.addFirst(new Alert(Instant.now(), event));
            if (alerts.size() > MOST) {
                alerts.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns those of one method. */
    List<Alert> of(String name) {
        lock.lock();
        try {
            return List.copyOf(byMethod.getOrDefault(name, new ArrayDeque<>()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the last ones of all methods. */
    List<Alert> last() {
        lock.lock();
        try {
            return byMethod.values().stream()
                    .flatMap(Deque::stream)
                    .sorted(Comparator.comparing(Alert::at).reversed())
                    .limit(MOST)
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
