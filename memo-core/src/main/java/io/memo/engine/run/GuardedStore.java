package io.memo.engine.run;

import io.memo.FailedPart;
import io.memo.engine.observe.Failures;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import io.memo.store.Stay;
import io.memo.store.Ticker;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose failures cost no more than a miss: what it throws is noted and answered with "nothing there". Safe for use by several
 * threads.
 */
public final class GuardedStore {

    private final EntryStore store;
    private final Failures failures;

    /** @param failures gets what the store throws */
    public GuardedStore(EntryStore store, Failures failures) {
        this.store = store;
        this.failures = failures;
    }

    /** Returns the entry, or null if there is none or the store failed. */
    @Nullable
    public Entry get(Key key) {
        try {
            return store.get(key);
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return null;
        }
    }

    /** Returns the entry if its own time is not over; else null. */
    @Nullable
    public Entry fresh(Key key, Ticker ticker) {
        Entry entry = get(key);
        return entry != null && entry.isExpired(ticker) ? null : entry;
    }

    /** Returns whether the entry is still the one stored under the key. */
    public boolean holdsStill(Key key, Entry entry) {
        return holds(() -> store.holds(key, entry));
    }

    /** Returns whether there is a limit in bytes. */
    public boolean limitsBytes() {
        return store.limitsBytes();
    }

    /** Returns the limit in bytes that leaves no place for the entry, or null. */
    @Nullable
    Long limitBelow(Key key, Entry entry) {
        try {
            return store.limitBelow(key, entry);
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return null;
        }
    }

    /** Returns whether the entry was stored. */
    boolean put(Key key, Entry entry) {
        return stays(entry, () -> {
            store.put(key, entry);
            return true;
        });
    }

    /** Returns whether there was anything to remove. */
    public boolean remove(Key key) {
        return holds(() -> store.remove(key));
    }

    /** Returns whether the entry was the one stored, and was removed. */
    public boolean remove(Key key, Entry entry) {
        return holds(() -> store.remove(key, entry));
    }

    /** Returns whether the old entry was the one stored, and was replaced. */
    boolean replace(Key key, Entry old, Entry entry) {
        return stays(entry, () -> store.replace(key, old, entry));
    }

    /** Who calls this holds the value meanwhile, if it is released. */
    private boolean stays(Entry entry, Supplier<Boolean> storing) {
        Stay stay = entry.stay();
        if (stay == null) {
            return holds(storing);
        }
        stay.begin();
        boolean stored = holds(storing);
        if (stored) {
            stay.stored();
        } else {
            stay.end();
        }
        return stored;
    }

    /** Returns the keys of the entries that were removed; a failure is the caller's to see, for the entries may still be there. */
    public List<Key> removeIf(Predicate<? super Key> unwanted) {
        return store.removeIf(unwanted);
    }

    /** Returns how many entries were removed; a failure is the caller's to see, for the entries may still be there. */
    public long clear() {
        return store.clear();
    }

    /** Returns how many entries there are, by estimate. */
    public long size() {
        return guarded(store::size, 0L);
    }

    /** Returns how many bytes of the heap all entries take, by estimate. */
    public long bytes() {
        return guarded(store::bytes, 0L);
    }

    private boolean holds(Supplier<Boolean> operation) {
        return guarded(operation, false);
    }

    private <T> T guarded(Supplier<T> operation, T otherwise) {
        try {
            return operation.get();
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return otherwise;
        }
    }
}
