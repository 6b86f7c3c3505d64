package io.memo.store.tier.method;

import io.memo.digest.Digest;
import io.memo.store.tier.entry.StoredEntry;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Results that were decoded before anybody asked for them. The entry decides whether one is returned: who looks it up, and finds that it
 * holds for the call, is spared the decoding. Each goes to one caller, and goes when memory is needed. Safe for use by several threads.
 */
final class DecodedAhead {

    private final Map<Digest, SoftReference<Decoded>> results = new ConcurrentHashMap<>();

    private record Decoded(Digest output, Object result) {}

    void add(StoredEntry entry, Object result) {
        results.put(entry.key().digest(), new SoftReference<>(new Decoded(entry.output(), result)));
    }

    /** Returns the result of the entry, which no longer is here then, or null. */
    @Nullable
    Object take(StoredEntry entry) {
        if (results.isEmpty()) {
            return null;
        }
        SoftReference<Decoded> there = results.remove(entry.key().digest());
        Decoded decoded = there == null ? null : there.get();
        // Equal digests are equal results; another process may have replaced the entry since.
        return decoded != null && decoded.output().equals(entry.output()) ? decoded.result() : null;
    }

    void clear() {
        results.clear();
    }
}
