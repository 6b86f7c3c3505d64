package io.memo.aspectj;

import io.memo.Memoizer;
import io.memo.spring.weaving.WovenCalls;

/** The memoizer of woven code in a process without a Spring context. */
public final class OutsideSpring {

    private OutsideSpring() {}

    /**
     * Returns the memoizer by which woven methods are memoized as long as no Spring context with memo has been there; the first
     * call or question makes it. Its settings are the properties {@code memo.*} of the system and the environment. It knows a method
     * from its first call on.
     *
     * @throws IllegalStateException if a Spring context with memo is or was there, whose memoizer is a bean, or if this one could not
     *     be made
     */
    public static Memoizer memoizer() {
        return WovenCalls.outsideSpring();
    }
}
