package io.memo.spring.weaving;

import io.memo.Memoizer;
import io.memo.spring.aop.MethodsOnDemand;
import io.memo.spring.aop.ProxiedRuns;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of this process that memoize, for AspectJ makes the aspect itself and knows none of them.
 *
 * <p>An execution belongs to the context whose bean the object is, and else to the one that was started last among those whose class
 * loader sees its class. As long as there is one context nobody asks whose bean an object is. Where no context was ever in sight,
 * one of memo's own answers. Safe for use by several threads.
 */
final class WovenContexts {

    private static final BeanOwners OWNERS = new BeanOwners();
    private static final ReentrantLock LOCK = new ReentrantLock();

    /** The one that was added last comes first. */
    private static volatile List<WovenContext> open = List.of();

    /** Null once a context was in sight. */
    private static volatile @Nullable OwnContext own = new OwnContext();

    private WovenContexts() {}

    /** Returns what is memoized where an execution belongs, or null if it is nowhere. */
    static @Nullable MethodsOnDemand methodsFor(Class<?> type, @Nullable Object target) {
        List<WovenContext> now = open;
        if (now.size() == 1) {
            WovenContext only = now.get(0);
            return only.sees(type) ? only.methods() : null;
        }
        return now.isEmpty() ? outside(type) : amongSeveral(now, type, target);
    }

    private static @Nullable MethodsOnDemand amongSeveral(
            List<WovenContext> now, Class<?> type, @Nullable Object target) {
        WovenContext owner = target == null ? null : OWNERS.of(target);
        if (owner != null) {
            return owner.methods();
        }
        return now.stream()
                .filter(context -> context.sees(type))
                .findFirst()
                .map(WovenContext::methods)
                .orElse(null);
    }

    private static @Nullable MethodsOnDemand outside(Class<?> type) {
        OwnContext outside = own;
        return outside == null ? null : outside.methodsFor(type);
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
            open = Stream.concat(Stream.of(context), open.stream()).toList();
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(WovenContext context) {
        LOCK.lock();
        try {
            open = open.stream().filter(each -> each != context).toList();
        } finally {
            LOCK.unlock();
        }
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
        OWNERS.note(bean, context);
    }
}
