package io.memo.store.tier;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place outside the process that keeps bytes under keys. It need not understand, verify or protect them: what comes back
 * is verified by its reader. Safe for use by several threads and, unless it says otherwise, by several processes.
 *
 * <p>Every operation is bounded in time. Any exception is taken as a failure of the tier; none reaches the caller of a
 * memoized method.
 */
public interface ByteTier extends AutoCloseable {

    /** Returns the name in meters and messages, such as {@code disk}. */
    String name();

    /**
     * Returns the bytes under the key, or null if there are none.
     *
     * @throws IOException if that cannot be told
     */
    byte @Nullable [] get(TierKey key) throws IOException;

    /**
     * Keeps the bytes under the key, all or none of them. Where there are some already, those stay: the first result of a
     * key is its result everywhere.
     *
     * @param expires when they are of no more use and may go, null for never
     * @return whether they were kept; false if there were some
     * @throws IOException if they could not be kept
     */
    boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException;

    /**
     * Removes what is under the key; nothing there is no failure.
     *
     * @throws IOException if it may still be there
     */
    void remove(TierKey key) throws IOException;

    /**
     * Removes all entries of the method, those of earlier code too.
     *
     * @throws IOException if some may still be there
     */
    void clear(String method) throws IOException;

    /**
     * Removes all entries of the application.
     *
     * @throws IOException if some may still be there
     */
    void clear() throws IOException;

    /**
     * Does what can wait and is due, such as deleting what was cleared. Called now and then by a thread of memo's.
     *
     * @throws IOException if it could not be done
     */
    default void upkeep() throws IOException {}

    /**
     * Calls the listener with the name of a method, or null for all, when another process cleared it, by whatever thread finds
     * out; never, where others' clears take effect by themselves.
     */
    default void onClear(Consumer<@Nullable String> listener) {}

    /** Returns what lets one process among several compute a result, or null if this place cannot tell whose turn it is. */
    default @Nullable Turns turns() {
        return null;
    }

    /** Lets go of what the tier holds open; its entries stay. */
    @Override
    void close();
}
