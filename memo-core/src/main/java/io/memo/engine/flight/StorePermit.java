package io.memo.engine.flight;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The permit of one computation to store its result, which a clear takes away. Storing and taking away exclude each other:
 * else a result from before a clear could be there for a moment after it, or take the place of a newer one. Safe for use by
 * several threads; no user code runs under the lock.
 */
public final class StorePermit {

    private final ReentrantLock lock = new ReentrantLock();
    private boolean revoked;

    /** Takes the permit away; what was stored by it is in the store when this returns, and nothing comes after it. */
    public void revoke() {
        lock.lock();
        try {
            revoked = true;
        } finally {
            lock.unlock();
        }
    }

    /** Stores unless the permit was taken away; returns whether it was stored. */
    public boolean use(BooleanSupplier store) {
        lock.lock();
        try {
            return !revoked && store.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
