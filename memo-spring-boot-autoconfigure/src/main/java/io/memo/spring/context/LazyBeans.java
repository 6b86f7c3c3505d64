package io.memo.spring.context;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.aop.target.LazyInitTargetSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans that are made when they are first called: {@code @Lazy} where they are injected, or repositories whose bootstrap is deferred. A
 * question at start-up leaves them alone. Safe for use by several threads.
 */
public final class LazyBeans {

    private static final String INJECTED_LAZILY = "org.springframework.context.annotation.";
    private static final ThreadLocal<Boolean> LEFT_ALONE = new ThreadLocal<>();

    private final List<ConfigurableListableBeanFactory> factories;

    LazyBeans(List<ConfigurableListableBeanFactory> factories) {
        this.factories = factories;
    }

    /**
     * Stands for a bean that a library's factory is to make.
     *
     * @param name that of the bean
     */
    record ToCome(String name) {}

    /** Asks in this thread without making a bean that was not made yet; such a one stands for itself. */
    public static <T> T leftAlone(Supplier<T> question) {
        LEFT_ALONE.set(true);
        try {
            return question.get();
        } finally {
            LEFT_ALONE.remove();
        }
    }

    /** Returns what stands for the bean behind a proxy while it must not be made, or null if it exists or may be made. */
    @Nullable
    Object placeholder(TargetSource source) {
        Class<?> type = LEFT_ALONE.get() != null && isLazy(source) ? source.getTargetClass() : null;
        if (type == null) {
            return null;
        }
        for (ConfigurableListableBeanFactory factory : factories) {
            for (String name : factory.getBeanNamesForType(type, true, false)) {
                if (!isMade(name, factory)) {
                    return factory.isFactoryBean(name) ? new ToCome(name) : "";
                }
            }
        }
        return null;
    }

    private static boolean isLazy(TargetSource source) {
        return source instanceof LazyInitTargetSource
                || (!source.isStatic() && source.getClass().getName().startsWith(INJECTED_LAZILY));
    }

    private static boolean isMade(String name, ConfigurableListableBeanFactory factory) {
        return factory.getSingleton(name) != null
                && !(factory.isFactoryBean(name)
                        && factory.containsBeanDefinition(name)
                        && factory.getBeanDefinition(name).isLazyInit());
    }
}
