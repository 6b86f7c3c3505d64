package io.memo.store.tier.method;

import io.memo.digest.Digest;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.TierKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bytes in memory, that fail when they are told to. */
final class Place implements ByteTier {

    final Map<TierKey, byte[]> entries = new ConcurrentHashMap<>();
    volatile boolean failing;
    Runnable beforeClearing = () -> {};

    @Override
    public String name() {
        return "place";
    }

    private void fail() throws IOException {
        if (failing) {
            throw new IOException("told to");
        }
    }

    @Override
    public byte @Nullable [] get(TierKey key) throws IOException {
        fail();
        return entries.get(key);
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
        fail();
        return entries.putIfAbsent(key, entry) == null;
    }

    @Override
    public void remove(TierKey key) throws IOException {
        fail();
        entries.remove(key);
    }

    @Override
    public void clear(String method) throws IOException {
        fail();
        beforeClearing.run();
        entries.keySet().removeIf(key -> key.method().equals(method));
    }

    @Override
    public void clear(String method, Digest arguments) throws IOException {
        fail();
        beforeClearing.run();
        entries.keySet()
                .removeIf(key -> key.method().equals(method) && key.arguments().equals(arguments));
    }

    @Override
    public void clearGroup(String method, int group) throws IOException {
        fail();
        entries.keySet().removeIf(key -> key.method().equals(method) && key.group() == group);
    }

    @Override
    public void clear() throws IOException {
        fail();
        entries.clear();
    }

    @Override
    public void close() {}
}
