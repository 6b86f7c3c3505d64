package io.memo.store.tier.method;

import io.memo.digest.Digest;
import io.memo.store.Ticker;
import io.memo.store.tier.TierKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Keys that are known for a time, the last thousand of them. Safe for use by several threads. */
final class RememberedKeys {

    private static final int MOST = 1_000;

    private final Ticker ticker;
    private final long nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Long> since = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Long> eldest) {
            return size() > MOST;
        }
    };

    RememberedKeys(Ticker ticker, Duration time) {
        this.ticker = ticker;
        this.nanos = time.toNanos();
    }

    void add(TierKey key) {
        lock.lock();
        try {
            since.remove(key.digest());
            since.put(key.digest(), ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    void remove(TierKey key) {
        lock.lock();
        try {
            since.remove(key.digest());
        } finally {
            lock.unlock();
        }
    }

    boolean contains(TierKey key) {
        lock.lock();
        try {
            Long added = since.get(key.digest());
            if (added != null && ticker.nanos() - added >= nanos) {
                since.remove(key.digest());
                return false;
            }
            return added != null;
        } finally {
            lock.unlock();
        }
    }
}
