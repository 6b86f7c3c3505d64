package io.memo.engine.due;

import io.memo.key.Key;
import io.memo.store.Entry;

/** Looks at the entries of one method. Called by the thread of {@link DueChecks}, or by one that closes it. */
public interface EntryChecks {

    /** Returns whether the entry is still the one stored under the key. */
    boolean isStored(Key key, Entry entry);

    /** Looks at the entry because of a hit. */
    void afterHit(DueCheck mark);

    /** Looks at the entry once more, unless another look came or comes after the one that this follows. */
    void afterLook(DueCheck mark);

    /** Leaves the look to the next hit. */
    void giveBack(DueCheck mark);
}
