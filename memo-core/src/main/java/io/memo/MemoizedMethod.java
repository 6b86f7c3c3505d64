package io.memo;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/** A memoized method as the engine knows it. Safe for use by several threads. */
public interface MemoizedMethod {

    /** Returns the name in meters, endpoints and properties; unique within the engine. */
    String name();

    /** Returns the method whose body runs on a miss. */
    Method method();

    /** Returns the fingerprint of its code as 64 hexadecimal digits. */
    String fingerprint();

    /** Returns the sorted lines behind the fingerprint. */
    List<String> manifest();

    /**
     * Returns the names of the fields and statics that its code reads, sorted; never their values. Left out are fields of
     * objects that, by the declared types, neither the bean nor a static holds. Grows by what the code of objects reads that its
     * calls met and its fingerprint did not foresee.
     */
    List<String> externalVariables();

    /** Returns what could not be tracked in its code, and what its code does that a cache would hide; sorted. */
    List<String> warnings();

    /** Returns the names of the {@link KeyDimension}s that its results depend on, in the order in which they were named. */
    List<String> varyBy();

    /**
     * Returns what leads to what in its code: for each piece, named as in the {@link #manifest()}, the pieces, the
     * {@link #externalVariables()} and the {@link #warnings()} that it leads to, sorted; never a value. A variable leads to
     * what its initialiser does.
     */
    Map<String, List<String>> dependencies();

    /**
     * Returns whether its calls are memoized now: neither it nor the whole {@link Memoizer} is switched off. If not, it runs at
     * every call.
     */
    boolean enabled();

    /** Returns what was counted so far; the figures are read one after the other, not at one instant. */
    MethodFigures figures();

    /** Returns what happened outside the process, nearest tier first; empty if the results are kept in memory only. */
    List<TierFigures> tiers();

    /** Returns the last misses with their reasons, newest first; at most 20. */
    List<Miss> misses();
}
