package io.memo.engine;

import io.memo.key.Key;
import io.memo.store.Entry;
import java.lang.ref.WeakReference;

/** A look at an entry that is to come. Keeps the key, but not the entry. */
final class DueCheck extends WeakReference<Entry> {

    private final Key key;
    private final BehindCheck method;
    private final long at;

    /** @param at the moment of the hit that made it due, or when it is due that follows another look; by {@link CheckThread#nanos} */
    DueCheck(Entry entry, Key key, BehindCheck method, long at) {
        super(entry);
        this.key = key;
        this.method = method;
        this.at = at;
    }

    Key key() {
        return key;
    }

    long at() {
        return at;
    }

    /** Returns whether there is nothing to look at any more: the entry was cleared, evicted or replaced, or its time ran out. */
    boolean isGone() {
        Entry entry = get();
        return entry == null || !method.isStored(key, entry);
    }

    /** Looks at the entry because of a hit. */
    void afterHit() {
        method.afterHit(this);
    }

    /** Looks at the entry once more. */
    void afterLook() {
        method.afterLook(this);
    }

    /** Leaves the look to the next hit. */
    void giveBack() {
        method.giveBack(this);
    }
}
