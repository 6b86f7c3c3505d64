package io.memo;

import java.util.List;

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
     * @throws IllegalArgumentException if no memoized method has this name, or the number of arguments is not its own
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    void clear(String name, Object... arguments);

    /**
     * Says what a call with these arguments would find now, without running the method and without counting as a call.
     *
     * @throws IllegalArgumentException if no memoized method has this name, or the number of arguments is not its own
     * @throws UnhashableTypeException if no key can be made of the arguments
     */
    Explanation explain(String name, Object... arguments);

    /** Returns the memoized methods known so far, sorted by name: those of all beans that have been made. */
    List<MemoizedMethod> methods();
}
