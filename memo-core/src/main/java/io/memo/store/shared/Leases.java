package io.memo.store.shared;

import java.io.IOException;
import java.time.Duration;

/** Locks that end by themselves, so that nobody waits for ever for a holder that died. Bounded in time as its store is. */
public interface Leases {

    /**
     * Takes the lock if nobody has it, and returns whether it did.
     *
     * @param token tells this holder from all others
     * @param lease after which the lock ends by itself
     * @throws IOException if that cannot be told in time; the lock may then be held until it ends
     */
    boolean take(String key, String token, Duration lease) throws IOException;

    /**
     * Lets the lock end later, if it is still held with this token, and returns whether it is.
     *
     * @throws IOException if that cannot be told in time
     */
    boolean extend(String key, String token, Duration lease) throws IOException;

    /**
     * Gives the lock back, if it is still held with this token.
     *
     * @throws IOException if it may still be held
     */
    void release(String key, String token) throws IOException;
}
