package io.memo.spring.weaving;

import io.memo.Memoizer;
import io.memo.engine.MethodMemoizer;
import io.memo.hash.identity.WeakIdentityMap;
import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.aop.MethodsOnDemand;
import io.memo.spring.aop.ProxiedRuns;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.aspectj.lang.JoinPoint;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of this process that memoize, for AspectJ makes the aspect itself and knows none of them.
 *
 * <p>An execution belongs to the context whose bean the object is, and else to the one that was started last among those whose class
 * loader sees its class. As long as there is one context nobody asks whose bean an object is. Where no context was ever in sight,
 * one of memo's own answers. Safe for use by several threads.
 */
final class WovenContexts {

    /** Whose beans objects are, of contexts open or not. */
    private static final WeakIdentityMap<WovenContext> OWNERS = new WeakIdentityMap<>();

    private static final ReentrantLock LOCK = new ReentrantLock();

    /** The one that was added last comes first. */
    private static volatile List<WovenContext> open = List.of();

    /** The one that is open, if it is the only one. */
    private static volatile @Nullable WovenContext only;

    /** Null once a context was in sight. */
    private static volatile @Nullable OwnContext own = new OwnContext();

    private WovenContexts() {}

    /** Returns the memoizer of executions where they belong, or null if they are not memoized. */
    static @Nullable MethodMemoizer memoizer(JoinPoint.StaticPart execution, Class<?> type, @Nullable Object target) {
        WovenContext sole = only;
        return sole != null ? sole.memoizer(execution, type, target) : amongSeveral(execution, type, target);
    }

    private static @Nullable MethodMemoizer amongSeveral(
            JoinPoint.StaticPart execution, Class<?> type, @Nullable Object target) {
        List<WovenContext> now = open;
        if (now.isEmpty()) {
            return outside(execution, type, target);
        }
        WovenContext owner = target == null ? null : OWNERS.get(target);
        if (owner == null) {
            owner = now.stream()
                    .filter(context -> context.sees(type))
                    .findFirst()
                    .orElse(null);
        }
        return owner == null ? null : owner.memoizer(execution, type, target);
    }

    private static @Nullable MethodMemoizer outside(
            JoinPoint.StaticPart execution, Class<?> type, @Nullable Object target) {
        OwnContext outside = own;
        MethodsOnDemand methods = outside == null ? null : outside.methodsFor(type);
        Method method = WovenCalls.method(execution);
        MemoizedMethods ready = methods == null ? null : methods.orNull(method);
        return ready == null ? null : ready.findExecuted(method, type, target);
    }

    static Memoizer outsideSpring() {
        OwnContext outside = own;
        if (outside == null) {
            throw new IllegalStateException(
                    "Woven code has no memoizer of its own, since a Spring context is or was in this process. Inject the Memoizer of"
                            + " the context.");
        }
        return outside.memoizer();
    }

    static void add(WovenContext context) {
        springIsInSight();
        LOCK.lock();
        try {
            set(Stream.concat(Stream.of(context), open.stream()).toList());
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(WovenContext context) {
        LOCK.lock();
        try {
            set(open.stream().filter(each -> each != context).toList());
        } finally {
            LOCK.unlock();
        }
    }

    private static void set(List<WovenContext> now) {
        open = now;
        only = now.size() == 1 ? now.get(0) : null;
    }

    /** From now on only contexts of the application answer. */
    static void springIsInSight() {
        // Before the first woven code runs: a proxy may be what leads to it.
        ProxiedRuns.expectWovenCode();
        OwnContext outside = own;
        own = null;
        if (outside != null) {
            outside.close();
        }
    }

    static void note(Object bean, WovenContext context) {
        OWNERS.put(bean, context);
    }
}
