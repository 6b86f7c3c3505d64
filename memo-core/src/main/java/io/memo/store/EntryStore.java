package io.memo.store;

import io.memo.key.Key;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one method. An implementation bounds their number and lets go of those whose time ran out by itself.
 * It tells each entry when it is {@linkplain Entry#gone() gone}, for whatever reason. Safe for use by several threads; every operation is atomic for its key. What is thrown is taken as a failure of the
 * store and never reaches the caller of the memoized method.
 */
public interface EntryStore {

    /** Returns the entry stored under the key, or null if there is none or its time ran out. */
    @Nullable
    Entry get(Key key);

    /**
     * Returns whether the entry is still the one stored under the key, and its time has not run out. To ask is no use of the entry, as
     * far as the store can tell uses apart.
     */
    default boolean holds(Key key, Entry entry) {
        return get(key) == entry;
    }

    /** Returns whether the store has a limit in bytes. */
    default boolean limitsBytes() {
        return false;
    }

    /** Returns the limit in bytes that leaves no place for the entry, or null if there is none. */
    default @Nullable Long limitBelow(Key key, Entry entry) {
        return null;
    }

    /** Stores the entry, in place of an earlier one under the key; its time counts from when it was stored first. One that is too large is not stored. */
    void put(Key key, Entry entry);

    /** Removes what is stored under the key and returns whether there was anything. */
    boolean remove(Key key);

    /** Removes the entry if it is still the one stored under the key, and returns whether it was. */
    boolean remove(Key key, Entry entry);

    /**
     * Puts one entry in the place of another if that is still the one stored under the key, and returns whether it did. A store
     * that cannot do so leaves the old one.
     */
    default boolean replace(Key key, Entry old, Entry entry) {
        return false;
    }

    /** Removes the entries whose keys are of these, and returns the keys of those that were there. */
    List<Key> removeIf(Predicate<? super Key> unwanted);

    /** Removes all entries and returns how many there were, by estimate. */
    long clear();

    /** Returns how many bytes of the heap all entries take, by estimate; each counts until it is gone. */
    default long bytes() {
        return 0;
    }

    /** Returns how many entries there are, by estimate; those whose time ran out may still count for a moment. */
    long size();
}
