package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Ticker;
import java.time.Duration;
import java.util.function.Function;

/**
 * Lets the time of an entry count from the moment when its result was stored first, which for one that came from outside the
 * process lies before it was put here.
 */
record SinceStored<V>(Duration ttl, Ticker ticker, Function<V, Entry> entries) implements Expiry<Key, V> {

    @Override
    public long expireAfterCreate(Key key, V held, long now) {
        Duration age = Duration.between(entries.apply(held).storedAt(), ticker.now());
        Duration left = age.isNegative() ? ttl : ttl.minus(age);
        try {
            return Math.max(0, left.toNanos());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public long expireAfterUpdate(Key key, V held, long now, long current) {
        return expireAfterCreate(key, held, now);
    }

    @Override
    public long expireAfterRead(Key key, V held, long now, long current) {
        return current;
    }
}
