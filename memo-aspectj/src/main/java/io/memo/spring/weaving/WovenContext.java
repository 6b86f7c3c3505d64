package io.memo.spring.weaving;

import io.memo.engine.MethodMemoizer;
import io.memo.spring.aop.KnownCalls;
import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.aop.MethodsOnDemand;
import io.memo.spring.aop.WovenMethods;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aspectj.lang.JoinPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;

/**
 * A context, as woven code finds it: from the time that its post-processors are made until it closes. Notes which objects are its beans.
 */
final class WovenContext implements InstantiationAwareBeanPostProcessor, DisposableBean {

    private final @Nullable ClassLoader loader;
    private final MethodsOnDemand methods;
    private final Map<Class<?>, Boolean> woven = new ConcurrentHashMap<>();
    private volatile boolean open = true;
    private volatile KnownCalls known = KnownCalls.NONE;

    /**
     * @param loader of the context
     * @param methods of the context, asked on every call; null from one that leaves memo out
     */
    WovenContext(@Nullable ClassLoader loader, Supplier<@Nullable MemoizedMethods> methods) {
        this.loader = loader;
        this.methods = new MethodsOnDemand(methods);
    }

    /** Returns the memoizer of executions, or null if they are not memoized, memo is not ready yet, or the context was closed. */
    @Nullable
    MethodMemoizer memoizer(JoinPoint.StaticPart execution, Class<?> type, @Nullable Object target) {
        KnownCalls.Known found = known.find(execution, type);
        return found != null ? found.memoizer() : findAnew(execution, type, target);
    }

    private @Nullable MethodMemoizer findAnew(JoinPoint.StaticPart execution, Class<?> type, @Nullable Object target) {
        if (!open || !(sees(type) || isOfBeans(type))) {
            return null;
        }
        Method method = WovenCalls.method(execution);
        MemoizedMethods ready = methods.orNull(method);
        if (ready == null) {
            return null;
        }
        MethodMemoizer memoizer = ready.findExecuted(method, type, target);
        // Of two threads that add at once, one update may be lost; the next call adds it again.
        known = known.with(new KnownCalls.Known(execution, type, memoizer));
        return memoizer;
    }

    /** Beans may be of classes that the context does not see, as those of plugins are. */
    private boolean isOfBeans(Class<?> type) {
        return woven.getOrDefault(type, false);
    }

    /** Returns whether the class loader of this context sees the class: it is its own, or one above it. */
    boolean sees(Class<?> type) {
        ClassLoader own = type.getClassLoader();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each == own) {
                return true;
            }
        }
        return own == null;
    }

    @Override
    public boolean postProcessAfterInstantiation(Object bean, String beanName) {
        if (woven.computeIfAbsent(bean.getClass(), WovenMethods::areIn)) {
            WovenContexts.note(bean, this);
        }
        return true;
    }

    @Override
    public void destroy() {
        open = false;
        known = KnownCalls.NONE;
        WovenContexts.remove(this);
    }
}
