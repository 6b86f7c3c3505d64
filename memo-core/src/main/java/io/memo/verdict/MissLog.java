package io.memo.verdict;

import io.memo.Miss;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.key.CallParts;
import io.memo.key.Key;
import io.memo.store.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Why the calls of one method missed: remembers recent calls, what became of their results, and the last misses. Bounded;
 * hears of misses only. Safe for use by several threads.
 */
public final class MissLog {

    private static final int MOST_CALLS = 32;
    private static final int MOST_DEPARTED = 256;
    private static final int MOST_MISSES = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Call> calls = bounded(MOST_CALLS);
    private final Map<Key, MissCause> departed = bounded(MOST_DEPARTED);
    private final Deque<Miss> misses = new ArrayDeque<>();
    private final Ticker ticker;
    private final @Nullable Duration ttl;
    private final MissReason first;
    private boolean called;

    /** A call that ran the method. */
    private static final class Call {

        private final @Nullable CallParts parts;
        private @Nullable Instant storedAt;
        private @Nullable MissCause fate;

        Call(@Nullable CallParts parts) {
            this.parts = parts;
        }
    }

    /**
     * @param ticker the time
     * @param ttl how long results are kept, or null for no limit
     * @param first the reason of the very first miss
     */
    public MissLog(Ticker ticker, @Nullable Duration ttl, MissReason first) {
        this.ticker = ticker;
        this.ttl = ttl;
        this.first = first;
    }

    /**
     * Notes that the method begins to run for a call.
     *
     * @param parts what the key is made of, or null if that could not be told
     */
    public void running(Key key, @Nullable CallParts parts) {
        MissReason reason = reason(key, parts);
        locked(() -> {
            called = true;
            add(reason);
            calls.remove(key);
            calls.put(key, new Call(parts));
            departed.remove(key);
        });
    }

    /** Notes a miss that no key is behind, or that did not look for an entry. */
    public void missed(MissCause cause) {
        locked(() -> add(MissReason.of(cause)));
    }

    /** Notes that the result of a run was stored. */
    public void stored(Key key) {
        locked(() -> {
            Call call = calls.get(key);
            if (call != null) {
                call.storedAt = ticker.now();
                call.fate = null;
            }
        });
    }

    /** Notes that there is no result of a call any more, or never was one. */
    public void gone(Key key, MissCause why) {
        locked(() -> {
            Call call = calls.get(key);
            if (call == null) {
                departed.put(key, why);
            } else if (call.fate == null) {
                call.fate = why;
            }
        });
    }

    /** Notes that all results were cleared. */
    public void cleared() {
        locked(() -> {
            departed.replaceAll((key, why) -> MissCause.CLEARED);
            for (Call call : calls.values()) {
                call.fate = call.storedAt == null ? call.fate : MissCause.CLEARED;
            }
        });
    }

    /** Forgets all calls: the next one is the first. */
    public void forget() {
        locked(() -> {
            calls.clear();
            departed.clear();
            misses.clear();
            called = false;
        });
    }

    /** Returns the last misses, newest first. */
    public List<Miss> misses() {
        lock.lock();
        try {
            return List.copyOf(misses);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns why a call would miss for which nothing is stored.
     *
     * @param parts what its key is made of, or null if that could not be told
     */
    public MissReason reason(Key key, @Nullable CallParts parts) {
        List<CallParts> recent = new ArrayList<>();
        lock.lock();
        try {
            Call call = calls.get(key);
            if (call != null) {
                return MissReason.of(fate(call));
            }
            MissCause gone = departed.get(key);
            if (gone != null) {
                return MissReason.of(gone);
            }
            if (!called) {
                return first;
            }
            for (Call each : calls.values()) {
                if (each.parts != null) {
                    recent.add(each.parts);
                }
            }
        } finally {
            lock.unlock();
        }
        return parts == null ? MissReason.of(MissCause.UNKNOWN) : difference(recent, parts);
    }

    private MissCause fate(Call call) {
        MissCause fate = call.fate;
        Instant storedAt = call.storedAt;
        if (fate != null) {
            return fate;
        }
        if (storedAt == null) {
            return MissCause.UNKNOWN;
        }
        // The store tells later what it let go.
        return ttl != null && !ticker.now().isBefore(storedAt.plus(ttl)) ? MissCause.EXPIRED : MissCause.EVICTED;
    }

    /** Of those that are equally near the latest counts. */
    private static MissReason difference(List<CallParts> recent, CallParts parts) {
        CallParts nearest = null;
        int least = Integer.MAX_VALUE;
        for (CallParts each : recent) {
            int distance = each.distance(parts);
            if (distance <= least && distance > 0) {
                least = distance;
                nearest = each;
            }
        }
        if (nearest == null) {
            return MissReason.of(MissCause.UNKNOWN);
        }
        CallParts.Difference difference = nearest.to(parts);
        return difference.arguments().isEmpty()
                ? new MissReason(MissCause.EXTERNAL_CHANGED, difference.externals())
                : new MissReason(MissCause.ARGUMENT_CHANGED, difference.arguments());
    }

    private void add(MissReason reason) {
        misses.addFirst(new Miss(ticker.now(), reason));
        if (misses.size() > MOST_MISSES) {
            misses.removeLast();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private static <V> Map<Key, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
                return size() > most;
            }
        };
    }
}
