package io.memo.store.tier;

import io.memo.digest.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place outside the process that keeps bytes under keys. It need not understand, verify or protect them: what comes back
 * is verified by its reader. Safe for use by several threads and, unless it says otherwise, by several processes.
 *
 * <p>Every operation is bounded in time. Any exception is taken as a failure of the tier; none reaches the caller of a
 * memoized method.
 */
public interface ByteTier extends AutoCloseable {

    /** How far the clocks of the machines that use one place may be apart. */
    Duration SKEW = Duration.ofMinutes(2);

    /** Returns the name in meters and messages, such as {@code disk}. */
    String name();

    /**
     * Returns the bytes under the key, or null if there are none.
     *
     * @throws IOException if that cannot be told
     */
    byte @Nullable [] get(TierKey key) throws IOException;

    /**
     * Returns the bytes under the key as {@link #get} does, of an entry that nobody asked for: that is no use of it.
     *
     * @throws IOException if that cannot be told
     */
    default byte @Nullable [] peek(TierKey key) throws IOException {
        return get(key);
    }

    /**
     * Returns which entries of the method cost most to compute, of those that the last run of the application used: so many at most, the
     * costliest first, by estimate. None where reading ahead is not worth it.
     *
     * @throws IOException if that cannot be told
     */
    default List<Costly> costliest(String method, int most) throws IOException {
        return List.of();
    }

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
     * Does as the other {@code put}, and leaves nothing behind that a clear meanwhile made unwanted. The clear asks for its
     * removal after the answer has changed.
     *
     * @param wanted whether the entry may be found; asked any number of times
     * @return whether it was kept, or was not wanted; false if there were some
     * @throws IOException if it could not be kept, or may be there though it is not wanted
     */
    default boolean put(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        if (!wanted.getAsBoolean()) {
            return true;
        }
        boolean kept = put(key, entry, expires);
        if (!wanted.getAsBoolean()) {
            remove(key);
        }
        return kept;
    }

    /**
     * Keeps the bytes in place of those under the key, in one step where the place can do that; else there may be none for a moment. Leaves
     * nothing behind that a clear meanwhile made unwanted, as {@code put} does.
     *
     * @return whether they were kept, or were not wanted; false if others were put there meanwhile
     * @throws IOException if they could not be kept, or may be there though they are not wanted
     */
    default boolean replace(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        remove(key);
        return put(key, entry, expires, wanted);
    }

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
     * Removes all entries of the method's calls with these arguments, those of other external variables and of earlier code
     * too; perhaps those of other arguments of their {@link TierKey#group} with them.
     *
     * @param arguments their digest in every process
     * @throws IOException if some may still be there
     */
    void clear(String method, Digest arguments) throws IOException;

    /**
     * Removes all entries of the method's calls with arguments of the {@link TierKey#group}.
     *
     * @throws IOException if some may still be there
     */
    void clearGroup(String method, int group) throws IOException;

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
     * Returns what this tier knows of clears by any process, or null if no other process uses it. The tiers nearer to the caller follow
     * it.
     */
    default @Nullable EpochSource epochs() {
        return null;
    }

    /**
     * Tells the listener of each clear by another process, by whatever thread finds out, more than once if need be; never,
     * where others' clears take effect by themselves.
     */
    default void onClear(ClearListener listener) {}

    /** Hears of clears by other processes. */
    @FunctionalInterface
    interface ClearListener {

        /**
         * Lets go of what was cleared.
         *
         * @param what what was cleared
         * @param earlier whether that may have been before this process began
         */
        void cleared(Cleared what, boolean earlier);
    }

    /** Returns what lets one process among several compute a result, or null if this place cannot tell whose turn it is. */
    default @Nullable Turns turns() {
        return null;
    }

    /** Lets go of what the tier holds open; its entries stay. */
    @Override
    void close();
}
