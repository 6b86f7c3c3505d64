package io.memo.store;

import java.util.concurrent.atomic.AtomicBoolean;

/** The time that an entry is in memory, in which it is one of the holders of its object. Safe for use by several threads. */
public final class Stay {

    private final Holders holders;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param holders those of the entry's object; one of them lets go after the entry was stored */
    public Stay(Holders holders) {
        this.holders = holders;
    }

    /** Returns who holds the object. */
    public Holders holders() {
        return holders;
    }

    /** Begins the stay; to be called once, before the entry is stored: it may be gone again before the store returns. */
    public void begin() {
        if (!holders.add()) {
            ended.set(true);
        }
    }

    /** Notes that the entry was stored. */
    public void stored() {
        holders.stored();
    }

    /** Ends the stay, the first time that it is called. */
    public void end() {
        if (ended.compareAndSet(false, true)) {
            holders.remove();
        }
    }
}
