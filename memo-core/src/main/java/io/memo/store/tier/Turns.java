package io.memo.store.tier;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one process among several compute a result while the others wait for it. Safe for use by several threads. */
public interface Turns {

    /**
     * Waits until the result of another process has arrived, or it is the caller's turn to compute it, or it cannot be told
     * in time whose turn it is. An interrupt ends waiting and stays noted.
     *
     * @param key what is to be computed
     * @param arrived looks whether the result is there, or waiting is of no more use
     * @return the caller's turn, which others wait for the end of; {@link Turn#NONE} if the result has arrived, if the last
     *     computation left none a while ago, or if whoever wants may compute it
     * @throws IOException if the place failed, so that whoever wants may compute it
     */
    Turn await(TierKey key, BooleanSupplier arrived) throws IOException;

    /**
     * Takes the turn to compute if nobody has it, without waiting.
     *
     * @return null if another process has it, or gave it up a while ago
     * @throws IOException if that cannot be told
     */
    @Nullable
    Turn tryTake(TierKey key) throws IOException;

    /** The right to compute, until it is ended. It ends by itself if this process dies. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {

        /** Nobody waits for its end. */
        Turn NONE = kept -> {};

        /**
         * Lets others go on. Only the first call of it, or of {@link #close}, does anything.
         *
         * @param kept whether there may be a result for those who wait, so that one of them at a time looks; if not, all of them
         *     are let go at once, and for a while nobody waits for this computation
         */
        void end(boolean kept);

        /** Ends it without a result. */
        @Override
        default void close() {
            end(false);
        }
    }
}
