package io.memo.spring.test;

import io.memo.Memoizer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Says of a call whether memoized methods returned what was stored.
 *
 * <pre>{@code
 * assertThatCall(() -> quotes.price(1, "EU")).misses();
 * assertThatCall(() -> quotes.price(1, "EU")).hits();
 * assertThatCall(() -> quotes.price(1, "US")).misses().because("region");
 * }</pre>
 */
public final class MemoAssertions {

    private MemoAssertions() {}

    /**
     * Makes the call, at once and once, and returns what may be asserted of it: of all memoized methods of the application
     * context of the Spring test that runs in this thread, and of its parents.
     *
     * @param call what it throws, if unchecked, reaches the caller; what it returns is not looked at, so a publisher must be
     *     subscribed to in it
     * @throws IllegalStateException if no Spring test runs in this thread, or memo is not in its application context
     * @throws AssertionError if the call throws a checked exception, which is the cause
     */
    public static MemoizedCallAssert assertThatCall(ThrowingCallable call) {
        return new MemoizedCallAssert(ObservedCall.of(MemoTestExecutionListener.currentMemoizers(), call));
    }

    /**
     * Makes the call as {@link #assertThatCall(ThrowingCallable)} does, for the methods and functions of this memoizer alone;
     * needs no Spring.
     */
    public static MemoizedCallAssert assertThatCall(Memoizer memoizer, ThrowingCallable call) {
        return new MemoizedCallAssert(ObservedCall.of(List.of(memoizer), call));
    }
}
