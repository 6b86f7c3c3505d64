package io.memo.engine.due;

import io.memo.key.Key;
import io.memo.store.Entry;
import java.lang.ref.WeakReference;

/** A look at an entry that is to come. Keeps the key, but not the entry. */
public final class DueCheck extends WeakReference<Entry> {

    private final Key key;
    private final EntryChecks looks;
    private final long at;

    /** @param at the moment of the hit that made it due, or when it is due that follows another look; by {@link DueChecks#now} */
    public DueCheck(Entry entry, Key key, EntryChecks looks, long at) {
        super(entry);
        this.key = key;
        this.looks = looks;
        this.at = at;
    }

    /** Returns the key that the entry was stored under. */
    public Key key() {
        return key;
    }

    /** Returns that moment. */
    public long at() {
        return at;
    }

    /** Returns whether there is nothing to look at any more: the entry was cleared, evicted or replaced, or its time ran out. */
    boolean isGone() {
        Entry entry = get();
        return entry == null || !looks.isStored(key, entry);
    }

    void afterHit() {
        looks.afterHit(this);
    }

    void afterLook() {
        looks.afterLook(this);
    }

    void giveBack() {
        looks.giveBack(this);
    }
}
