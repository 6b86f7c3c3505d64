package io.memo.spring.weaving;

import io.memo.Memoizer;
import io.memo.engine.MethodMemoizer;
import io.memo.engine.call.Invocation;
import io.memo.spring.aop.ProxiedRuns;
import java.lang.reflect.Method;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * Answers executions of woven methods.
 *
 * <pre>
 * execution -> led to by a proxy that has memoized the call -> body
 *           -> context -> its memoized methods -> memoizer -> hit | body
 *           -> no context, none ready, not memoized -> body
 * </pre>
 */
public final class WovenCalls {

    /** Stands for the target of static methods, and holds nothing. */
    private static final Object NO_TARGET = new Object();

    static {
        ProxiedRuns.expectWovenCode();
    }

    private WovenCalls() {}

    /**
     * Returns the result of an execution; throws what the method throws, declared or not.
     *
     * @param execution of which method
     * @param target the object, or null of a static method
     * @param arguments one for each parameter
     * @param body runs the method
     */
    public static @Nullable Object call(
            JoinPoint.StaticPart execution, @Nullable Object target, @Nullable Object[] arguments, Invocation body) {
        try {
            ProxiedRuns.Mark proxied =
                    target == null || !ProxiedRuns.areMarked() ? null : ProxiedRuns.take(method(execution), target);
            return proxied == null ? answer(execution, target, arguments, body) : run(proxied, body);
        } catch (Throwable thrown) {
            throw WovenCalls.<RuntimeException>asIs(thrown);
        }
    }

    /** Returns the method that is executed. */
    static Method method(JoinPoint.StaticPart execution) {
        return ((MethodSignature) execution.getSignature()).getMethod();
    }

    private static @Nullable Object answer(
            JoinPoint.StaticPart execution, @Nullable Object target, @Nullable Object[] arguments, Invocation body)
            throws Throwable {
        Class<?> type = target == null ? execution.getSignature().getDeclaringType() : target.getClass();
        MethodMemoizer memoizer = WovenContexts.memoizer(execution, type, target);
        return memoizer == null ? body.run() : memoizer.call(target == null ? NO_TARGET : target, arguments, body);
    }

    private static @Nullable Object run(ProxiedRuns.Mark proxied, Invocation body) throws Throwable {
        try {
            return body.run();
        } finally {
            ProxiedRuns.putBack(proxied);
        }
    }

    /** Returns the memoizer of a process without Spring. */
    public static Memoizer outsideSpring() {
        return WovenContexts.outsideSpring();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T asIs(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
