package io.memo.store.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.Lifetime;
import io.memo.store.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Keeps each entry for as long as its own {@link Lifetime} says; one without for ever. */
record OwnLifetimes<V>(Ticker ticker, Function<V, Entry> entries) implements Expiry<Key, V> {

    @Override
    public long expireAfterCreate(Key key, V held, long now) {
        Lifetime lifetime = entries.apply(held).lifetime();
        if (lifetime == null || lifetime.keptUntil() == Lifetime.NEVER) {
            return Long.MAX_VALUE;
        }
        return TimeUnit.MILLISECONDS.toNanos(Math.max(0, lifetime.keptUntil() - ticker.millis()));
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
