package io.memo.returns;

import io.memo.store.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, and who may get it.
 *
 * @param value what the method returned, or what is stored of it
 */
public record Answer(@Nullable Object value, Sharing sharing) {

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
        return new Answer(entry.value(), entry.isPrivate() ? Sharing.COPIES : Sharing.ALL);
    }

    /** Returns what is stored as an answer. */
    static Answer of(StoredForm stored) {
        return new Answer(stored.value(), stored.isPrivate() ? Sharing.COPIES : Sharing.ALL);
    }
}
