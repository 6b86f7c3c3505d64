package io.memo.engine.observe;

import io.memo.Miss;
import io.memo.Miss.Asked;
import io.memo.MissCause;
import io.memo.MissReason;
import io.memo.digest.Digest;
import io.memo.key.CallParts;
import io.memo.key.Key;
import io.memo.store.Ticker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why the calls of one method missed: remembers what recent calls were made of, what became of their results, and the last
 * misses. Bounded. Hears of misses only. Holds keys, which hold values, no longer than the store does. Safe for use by
 * several threads.
 */
public final class MissLog {

    /** How many misses it shows. */
    public static final int MOST_MISSES = 20;

    /** How many calls a miss is compared with. */
    static final int MOST_CALLS = 16;

    /** How many results it follows, and of how many it knows why they are gone. */
    static final int MOST_RESULTS = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, CallParts> recent = bounded(MOST_CALLS);
    private final Map<Digest, CallParts> recentOfOldCode = bounded(MOST_CALLS);
    private final Map<Key, Stored> stored = bounded(MOST_RESULTS);
    private final Map<Digest, MissCause> gone = bounded(MOST_RESULTS);
    private final Deque<Miss> misses = new ArrayDeque<>();
    private final Ticker ticker;
    private final MissReason first;
    private MissReason replacement = MissReason.of(MissCause.CODE_REPLACED);
    private boolean called;

    /** A result in the store. */
    private record Stored(@Nullable Digest call, @Nullable Instant expires) {}

    /**
     * A run of the method for a call.
     *
     * @param call tells the call from others, or null if that was not possible
     */
    public record Attempt(Key key, @Nullable Digest call) {}

    /**
     * @param ticker the time
     * @param first the reason of the very first miss
     */
    public MissLog(Ticker ticker, MissReason first) {
        this.ticker = ticker;
        this.first = first;
    }

    /**
     * Notes that the method begins to run for a call, since nothing is stored for it.
     *
     * @param parts what the key is made of, or null if that could not be told
     * @param asked what the places outside the process answered
     * @return stands for the run in {@link #stored} or {@link #notStored}, one of which is to be told how it ended
     */
    public Attempt running(Key key, @Nullable CallParts parts, List<Asked> asked) {
        Digest call = parts == null ? null : parts.digest();
        MissReason reason = reason(key, parts);
        locked(() -> {
            called = true;
            add(reason, asked);
            stored.remove(key);
            if (call != null && parts != null) {
                recent.remove(call);
                recent.put(call, parts);
            }
            return null;
        });
        return new Attempt(key, call);
    }

    /** Notes a miss that no key is behind, or that did not look for an entry. */
    public void missed(MissCause cause) {
        locked(() -> {
            add(MissReason.of(cause), List.of());
            return null;
        });
    }

    /**
     * Notes that the result of a run is about to be stored; to be told before, for the store may let it go at once.
     *
     * @param expires when it may no longer be returned, null for never
     */
    public void stored(Attempt run, @Nullable Instant expires) {
        locked(() -> {
            if (run.call() != null) {
                gone.remove(run.call());
            }
            stored.remove(run.key());
            return stored.put(run.key(), new Stored(run.call(), expires));
        });
    }

    /** Notes that a run left no result. */
    public void notStored(Attempt run, MissCause why) {
        locked(() -> {
            if (!stored.containsKey(run.key())) {
                remember(run.call(), why);
            }
            return null;
        });
    }

    /** Notes that an entry is not in the store any more. A store may say so late, when another entry is in its place. */
    public void gone(Key key, MissCause why) {
        locked(() -> {
            Stored entry = stored.get(key);
            if (entry != null && (why != MissCause.EXPIRED || isExpired(entry))) {
                stored.remove(key);
                remember(entry.call(), why);
            }
            return null;
        });
    }

    /** Notes that all entries were cleared. */
    public void cleared() {
        locked(() -> {
            stored.values().forEach(entry -> remember(entry.call(), MissCause.CLEARED));
            stored.clear();
            return null;
        });
    }

    /**
     * Returns what is no more as it was when a run began, or {@link MissCause#UNKNOWN} if that is not remembered.
     *
     * @param now what the key of the same call is made of now
     */
    public MissReason changedDuring(Attempt run, CallParts now) {
        return locked(() -> {
            CallParts before = run.call() == null ? null : recent.get(run.call());
            if (before != null) {
                return before.reasonOf(now);
            }
            boolean ofOldCode = run.call() != null && recentOfOldCode.containsKey(run.call());
            return ofOldCode ? replacement : MissReason.of(MissCause.UNKNOWN);
        });
    }

    /**
     * Notes that the code of the method was replaced: the calls so far were of the code before.
     *
     * @param how why such a call misses now
     */
    public void codeReplaced(MissReason how) {
        locked(() -> {
            replacement = how;
            recentOfOldCode.putAll(recent);
            recent.clear();
            return null;
        });
    }

    /** Forgets all calls: the next one is the first. */
    public void forget() {
        locked(() -> {
            recent.clear();
            recentOfOldCode.clear();
            stored.clear();
            gone.clear();
            misses.clear();
            called = false;
            return null;
        });
    }

    /** Returns the last misses, newest first. */
    public List<Miss> misses() {
        return locked(() -> List.copyOf(misses));
    }

    /**
     * Returns why a call would miss for which nothing is stored.
     *
     * @param parts what its key is made of, or null if that could not be told
     */
    public MissReason reason(Key key, @Nullable CallParts parts) {
        MissReason known = locked(() -> fate(key, parts));
        if (known != null) {
            return known;
        }
        return parts == null ? MissReason.of(MissCause.UNKNOWN) : difference(parts);
    }

    /** Returns null if the call was not seen before, as far as it is remembered. */
    private @Nullable MissReason fate(Key key, @Nullable CallParts parts) {
        Stored entry = stored.get(key);
        if (entry != null) {
            // The store tells later what it let go by itself.
            return MissReason.of(isExpired(entry) ? MissCause.EXPIRED : MissCause.EVICTED);
        }
        MissCause why = parts == null ? null : gone.get(parts.digest());
        if (why != null) {
            return MissReason.of(why);
        }
        return called ? null : first;
    }

    private MissReason difference(CallParts parts) {
        boolean ofOldCode = locked(() -> isAmong(recentOfOldCode.values(), parts) && !isAmong(recent.values(), parts));
        if (ofOldCode) {
            return locked(() -> replacement);
        }
        List<CallParts> calls = locked(() -> Stream.concat(recentOfOldCode.values().stream(), recent.values().stream())
                .toList());
        CallParts nearest = null;
        int least = Integer.MAX_VALUE;
        for (CallParts each : calls) {
            int distance = each.distance(parts);
            // Of those that are equally near the latest counts.
            if (distance > 0 && distance <= least) {
                least = distance;
                nearest = each;
            }
        }
        return nearest == null ? MissReason.of(MissCause.UNKNOWN) : nearest.reasonOf(parts);
    }

    private static boolean isAmong(Collection<CallParts> calls, CallParts parts) {
        return calls.stream().anyMatch(call -> call.hasArgumentsOf(parts));
    }

    private boolean isExpired(Stored entry) {
        return entry.expires() != null && !ticker.now().isBefore(entry.expires());
    }

    private void remember(@Nullable Digest call, MissCause why) {
        if (call != null) {
            gone.remove(call);
            gone.put(call, why);
        }
    }

    private void add(MissReason reason, List<Asked> asked) {
        misses.addFirst(new Miss(ticker.now(), reason, asked));
        if (misses.size() > MOST_MISSES) {
            misses.removeLast();
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
