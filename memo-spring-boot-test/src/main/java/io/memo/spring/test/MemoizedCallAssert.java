package io.memo.spring.test;

import io.memo.spring.test.ObservedCall.Counted;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * What may be asserted of a call that was made. Which method was called is seen from what was counted of all memoized methods
 * meanwhile, in any thread: where others are at work, or the call makes several memoized ones beside each other, say with
 * {@link #of(String)} which is meant.
 */
public final class MemoizedCallAssert extends AbstractAssert<MemoizedCallAssert, ObservedCall> {

    MemoizedCallAssert(ObservedCall call) {
        super(call, MemoizedCallAssert.class);
    }

    /**
     * Returns assertions about the calls of one method, whichever others were called.
     *
     * @param name as in {@link io.memo.MemoizedMethod#name()}
     * @throws AssertionError if it was not called
     */
    public MemoizedCallAssert of(String name) {
        ObservedCall only = actual.only(name);
        if (actual.called().isEmpty()) {
            failWithMessage("%s", "expected a call of " + name + ", " + butNothingWasCalled());
        } else if (only.called().isEmpty()) {
            failWithMessage(
                    "%s", "expected a call of " + name + ", but only these were called: " + names(actual.called()));
        }
        return new MemoizedCallAssert(only).as(info.description());
    }

    /**
     * Asserts that a memoized method was called, and that every call that was made of one returned a stored result.
     *
     * @throws AssertionError if not; it names the method that missed first, and the reason
     */
    public MemoizedCallAssert hits() {
        List<Counted> missed = actual.missedFirst();
        if (actual.called().isEmpty()) {
            failWithMessage("%s", "expected a hit, " + butNothingWasCalled());
        } else if (!missed.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected a hit of %s, but it missed: %s"
                            .formatted(names(missed), missed.get(0).reason().text()));
        }
        return this;
    }

    /**
     * Asserts that a memoized method ran, and returns assertions about the one that missed first: of memoized methods that
     * call each other this is the outermost.
     *
     * @throws AssertionError if none did, or if it cannot be told which was the first: the clock stands still, or
     *     one missed more often than is remembered
     */
    public MissAssert misses() {
        List<Counted> missed = actual.missedFirst();
        if (actual.called().isEmpty()) {
            failWithMessage("%s", "expected a miss, " + butNothingWasCalled());
        } else if (missed.isEmpty()) {
            failWithMessage("%s", "expected a miss of " + names(actual.called()) + ", but it hit");
        } else if (missed.size() > 1) {
            failWithMessage(
                    "%s",
                    "expected a miss of one method, but it cannot be told which of %s missed first; say with of(…) which is meant"
                            .formatted(names(missed)));
        }
        Counted first = missed.get(0);
        return new MissAssert(first.name(), first.reason()).as(info.description());
    }

    private String butNothingWasCalled() {
        return actual.enabled()
                ? "but no memoized method was called; was it called on the bean, not on 'this' or a new object?"
                : "but memoization is switched off, by memo.enabled, @AutoConfigureMemo or Memoizer.setEnabled";
    }

    private static String names(List<Counted> methods) {
        return methods.stream().map(Counted::name).distinct().collect(Collectors.joining(" and "));
    }
}
