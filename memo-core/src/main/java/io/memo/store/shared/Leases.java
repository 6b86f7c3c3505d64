package io.memo.store.shared;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Locks that end by themselves, so that nobody waits for ever for a holder that died. Bounded in time as its store is. Only
 * {@link #take} waits for an answer: hundreds of locks may end within one round trip.
 */
public interface Leases {

    /** How an attempt to take a lock ended. */
    enum Taken {
        /** Whoever asked has it. */
        MINE,
        /** Somebody else has it. */
        HELD,
        /** Nobody has it: it was {@link #giveUp given up}, and cannot be had for a while. */
        GIVEN_UP
    }

    /**
     * Takes the lock if nobody has it.
     *
     * @param token tells this holder from all others
     * @param lease after which the lock ends by itself
     * @throws IOException if that cannot be told in time; the lock may then be held until it ends
     */
    Taken take(String key, String token, Duration lease) throws IOException;

    /**
     * Lets the lock end later, if it is still held with this token. Does not wait.
     *
     * @return whether it is, or a failure if that cannot be told
     */
    CompletionStage<Boolean> extend(String key, String token, Duration lease);

    /**
     * Gives the lock back, if it is still held with this token. Does not wait.
     *
     * @return whether it was, or a failure if it may still be held
     */
    CompletionStage<Boolean> release(String key, String token);

    /**
     * Leaves a mark in place of the lock, if it is still held with this token: nobody can take it before that time is over. Does
     * not wait.
     *
     * @return whether it was held, or a failure if it may still be
     */
    CompletionStage<Boolean> giveUp(String key, String token, Duration time);
}
