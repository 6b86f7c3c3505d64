package io.memo.store.tier.guard;

import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Costly;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.ReadEntry;
import io.memo.store.tier.entry.StoredEntry;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a place what nobody asked for yet: nothing is counted, noted as used, removed or told. What fails gives nothing, and does not keep
 * calls off the place. An entry that is read so may be returned by nobody before it was looked up. Safe for use by several threads; throws
 * nothing.
 */
public final class ReadAhead {

    private final ByteTier bytes;
    private final EntryFormat format;
    private final Breaker reads;

    ReadAhead(ByteTier bytes, EntryFormat format, Breaker reads) {
        this.bytes = bytes;
        this.format = format;
        this.reads = reads;
    }

    /** Returns what {@link ByteTier#costliest} does. */
    public List<Costly> costliest(String method, int most) {
        try {
            return reads.isOpen() ? List.of() : bytes.costliest(method, most);
        } catch (IOException | RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    /** Returns the entry under the key, or null if there is none that is genuine. */
    public @Nullable StoredEntry get(TierKey key, String codec) {
        try {
            byte[] found = reads.isOpen() ? null : bytes.peek(key);
            return found != null && format.read(found, key, codec) instanceof ReadEntry.Genuine genuine
                    ? genuine.entry()
                    : null;
        } catch (IOException | RuntimeException | LinkageError e) {
            return null;
        }
    }
}
