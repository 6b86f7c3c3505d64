package io.memo.engine;

import io.memo.FailedPart;
import io.memo.key.Key;
import io.memo.store.Entry;
import io.memo.store.EntryStore;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose failures cost no more than a miss: what it throws is noted and answered with "nothing there". */
final class GuardedStore {

    private final EntryStore store;
    private final Failures failures;

    GuardedStore(EntryStore store, Failures failures) {
        this.store = store;
        this.failures = failures;
    }

    @Nullable
    Entry get(Key key) {
        try {
            return store.get(key);
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return null;
        }
    }

    /** Returns whether the entry is still the one stored under the key. */
    boolean holdsStill(Key key, Entry entry) {
        return holds(() -> store.holds(key, entry));
    }

    /** Returns whether there is a limit in bytes. */
    boolean limitsBytes() {
        return store.limitsBytes();
    }

    /** Returns whether a limit leaves no place for the entry. */
    boolean isTooLarge(Key key, Entry entry) {
        return holds(() -> store.isTooLarge(key, entry));
    }

    /** Returns whether the entry was stored. */
    boolean put(Key key, Entry entry) {
        return holds(() -> {
            store.put(key, entry);
            return true;
        });
    }

    /** Returns whether there was anything to remove. */
    boolean remove(Key key) {
        return holds(() -> store.remove(key));
    }

    /** Returns whether the entry was the one stored, and was removed. */
    boolean remove(Key key, Entry entry) {
        return holds(() -> store.remove(key, entry));
    }

    /** Returns whether the old entry was the one stored, and was replaced. */
    boolean replace(Key key, Entry old, Entry entry) {
        return holds(() -> store.replace(key, old, entry));
    }

    /** Returns the keys of the entries that were removed; a failure is the caller's to see, for the entries may still be there. */
    List<Key> removeIf(Predicate<? super Key> unwanted) {
        return store.removeIf(unwanted);
    }

    /** Returns how many entries were removed; a failure is the caller's to see, for the entries may still be there. */
    long clear() {
        return store.clear();
    }

    long size() {
        return number(store::size);
    }

    /** Returns how many bytes of the heap all entries take, by estimate. */
    long bytes() {
        return number(store::bytes);
    }

    private long number(LongSupplier figure) {
        try {
            return figure.getAsLong();
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return 0;
        }
    }

    private boolean holds(Supplier<Boolean> operation) {
        try {
            return operation.get();
        } catch (RuntimeException | LinkageError e) {
            failures.note(FailedPart.STORE, e);
            return false;
        }
    }
}
