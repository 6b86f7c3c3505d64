package io.memo.engine.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each call of one method what is to be looked up, stored and returned. Called by the thread that makes the call
 * or completes its result, never under a monitor; what it throws reaches the caller. Safe for use by several threads.
 */
public interface CallConditions {

    /**
     * Returns whether the call is memoized; if not, the method runs, and nothing is looked up or stored. Asked before a key is
     * made.
     *
     * @param target the object that the method is called on, without proxies
     * @param arguments the arguments, one for each parameter; not to be kept or changed
     */
    default boolean condition(Object target, @Nullable Object[] arguments) {
        return true;
    }

    /**
     * Returns whether the result is not to be stored. Asked once after each run of a call that is memoized, before the result
     * is hashed, and not for calls that share the run.
     *
     * @param target the object that the method is called on, without proxies
     * @param arguments the arguments, one for each parameter; not to be kept or changed
     * @param result what the method returned, of an asynchronous result the value
     * @param took how long it took
     */
    default boolean unless(Object target, @Nullable Object[] arguments, @Nullable Object result, Duration took) {
        return false;
    }

    /**
     * Returns whether the stored result may be returned; if not, its entry is dropped and the method runs. Asked once for each
     * call that finds an entry, and not for calls that share a run.
     *
     * @param target the object that the method is called on, without proxies
     * @param arguments the arguments, one for each parameter; not to be kept or changed
     * @param result what was stored
     */
    default boolean validate(Object target, @Nullable Object[] arguments, @Nullable Object result) {
        return true;
    }

    /**
     * Returns how long the result may be returned, or null if it is not to be stored; what is not positive is not stored either. Asked once
     * after each run whose result would be stored, where {@link io.memo.call.Freshness#ttlByResult()} says that each result has a time of its
     * own.
     *
     * @param target the object that the method is called on, without proxies
     * @param arguments the arguments, one for each parameter; not to be kept or changed
     * @param result what the method returned, of an asynchronous result the value
     * @param now the moment at which it is stored
     */
    default @Nullable Duration ttl(Object target, @Nullable Object[] arguments, @Nullable Object result, Instant now) {
        return null;
    }

    /** Returns whether stored results are {@linkplain #release released}. The same each time. */
    default boolean releases() {
        return false;
    }

    /**
     * Does what is to be done with a stored result that is not in memory any more. Called once for each, when no call is being answered with
     * it, by a thread of memo's; what it throws is counted.
     *
     * @param result what was stored
     */
    default void release(@Nullable Object result) {}
}
