package io.memo.store.shared;

import io.memo.digest.Digest;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Notes;
import io.memo.store.tier.TierKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The disk of a machine, entries and notes, in the memory of the test. */
final class MemoryDisk implements ByteTier, Notes {

    final Map<TierKey, byte[]> entries = new HashMap<>();
    /** Whether there ever was an entry. */
    boolean used;

    Map<String, String> notes = Map.of();

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public synchronized byte @Nullable [] get(TierKey key) {
        return entries.get(key);
    }

    @Override
    public synchronized boolean put(TierKey key, byte[] entry, @Nullable Instant expires) {
        used = true;
        return entries.putIfAbsent(key, entry) == null;
    }

    @Override
    public synchronized void remove(TierKey key) {
        entries.remove(key);
    }

    @Override
    public synchronized void clear(String method) {
        entries.keySet().removeIf(key -> key.method().equals(method));
    }

    @Override
    public synchronized void clear(String method, Digest arguments) {
        entries.keySet().removeIf(key -> key.arguments().equals(arguments));
    }

    @Override
    public synchronized void clearGroup(String method, int group) {
        entries.keySet().removeIf(key -> key.group() == group);
    }

    @Override
    public synchronized void clear() {
        entries.clear();
    }

    @Override
    public Map<String, String> read() {
        return notes;
    }

    @Override
    public boolean change(UnaryOperator<Map<String, String>> change, boolean needed) {
        if (!needed && !used && notes.isEmpty()) {
            return false;
        }
        notes = Map.copyOf(change.apply(notes));
        return true;
    }

    @Override
    public void close() {}
}
