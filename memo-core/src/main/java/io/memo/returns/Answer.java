package io.memo.returns;

import io.memo.store.Entry;
import io.memo.store.Holders;
import io.memo.store.Stay;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, and who may get it.
 *
 * @param value what the method returned, or what is stored of it
 * @param holders who holds the value until it is released, or null if it is not
 */
public record Answer(
        @Nullable Object value, Sharing sharing, @Nullable Holders holders) {

    /** An answer whose value is not released. */
    public Answer(@Nullable Object value, Sharing sharing) {
        this(value, sharing, null);
    }

    /** Who may get a value. */
    public enum Sharing {
        /** Everybody. */
        ALL,
        /** Nobody; but everybody a copy of it. */
        COPIES,
        /** The caller that ran the method, and nobody else. */
        ONE
    }

    /** Returns the answer that everybody may get. */
    public static Answer forAll(@Nullable Object value) {
        return new Answer(value, Sharing.ALL);
    }

    /** Returns what an entry answers. */
    public static Answer of(Entry entry) {
        Stay stay = entry.stay();
        return new Answer(
                entry.value(), entry.isPrivate() ? Sharing.COPIES : Sharing.ALL, stay == null ? null : stay.holders());
    }

    /** Holds the value, which keeps it from being released until {@link #letGo}; returns false if that has begun. */
    public boolean hold() {
        return holders == null || holders.add();
    }

    /** Ends one {@link #hold}. */
    public void letGo() {
        if (holders != null) {
            holders.remove();
        }
    }

    /** Returns what is stored as an answer. */
    static Answer of(StoredForm stored) {
        return new Answer(stored.value(), stored.isPrivate() ? Sharing.COPIES : Sharing.ALL);
    }
}
