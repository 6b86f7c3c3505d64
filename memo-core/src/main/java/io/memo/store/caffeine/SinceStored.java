package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import java.time.Duration;

/**
 * Lets the time of an entry count from the moment when its result was stored first, which for one that came from outside the
 * process lies before it was put here.
 */
record SinceStored(Duration ttl, Ticker ticker) implements Expiry<Key, Entry> {

    @Override
    public long expireAfterCreate(Key key, Entry entry, long now) {
        Duration age = Duration.between(entry.storedAt(), ticker.now());
        Duration left = age.isNegative() ? ttl : ttl.minus(age);
        try {
            return Math.max(0, left.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public long expireAfterUpdate(Key key, Entry entry, long now, long current) {
        return expireAfterCreate(key, entry, now);
    }

    @Override
    public long expireAfterRead(Key key, Entry entry, long now, long current) {
        return current;
    }
}
