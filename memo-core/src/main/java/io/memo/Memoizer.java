package io.memo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine behind {@link Memoize}, as applications use it: to look at what is kept and to let it go. Safe for use by
 * several threads.
 */
public interface Memoizer {

    /**
     * Lets go of all entries of all methods. A computation that is under way is not disturbed, but its result is not
     * stored.
     */
    void clear();

    /**
     * Lets go of all entries of one method, as {@link #clear()} does.
     *
     * @throws IllegalArgumentException if no memoized method has this name; the message lists those that exist
     */
    void clear(String name);

    /**
     * Lets go of the entry that a call with these arguments would hit now, on every bean of the method's class, as
     * {@link #clear()} does.
     *
     * @param arguments as in a call of the method: one for each parameter, anything for an ignored one, a lone null for one
     *     null, and those of a variable-arity parameter one by one or as an array. A method without parameters is cleared by
     *     {@link #clear(String)}
     * @throws IllegalArgumentException if no memoized method has this name, or it cannot be called with such arguments
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    void clear(String name, @Nullable Object @Nullable ... arguments);

    /**
     * Says what a call with these arguments would find now, without running the method and without counting as a call. The
     * method's {@link Memoize#condition()} is asked, its {@link Memoize#validate()} is not.
     *
     * @param arguments as of {@link #clear(String, Object...)}
     * @throws IllegalArgumentException if no memoized method has this name, or it cannot be called with such arguments
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    Explanation explain(String name, @Nullable Object @Nullable ... arguments);

    /** Returns whether methods are memoized at all, as they are at first. A single one may still be switched off. */
    boolean enabled();

    /**
     * Switches memoization of all methods off, or on again, at once. While it is off every call runs its method and nothing is
     * stored, not even the result of a computation that is under way; who waits for that one still gets it. What was stored
     * before stays, runs out as it would, can be cleared, and is hit again when memoization is on.
     *
     * @throws UnsupportedOperationException if it is to be switched on, but was left out when the application started, by
     *     {@code memo.enabled=false}
     */
    void setEnabled(boolean enabled);

    /**
     * Switches memoization of one method off, or on again, as {@link #setEnabled(boolean)} does for all. A method is memoized
     * while both switches are on.
     *
     * @throws IllegalArgumentException if no memoized method has this name; the message lists those that exist
     */
    void setEnabled(String name, boolean enabled);

    /** Returns the memoized methods known so far, sorted by name: those of all beans that have been made. */
    List<MemoizedMethod> methods();
}
