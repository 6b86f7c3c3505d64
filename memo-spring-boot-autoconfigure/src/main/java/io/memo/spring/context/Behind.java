package io.memo.spring.context;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.target.SimpleBeanTargetSource;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What is behind the proxies that a look-up may hand out. */
final class Behind {

    /** Of one user's bean a hit would show others the state; of one that is made for each call there is none. */
    private static final Set<String> NOT_FOLLOWED =
            Set.of("request", "session", "websocket", "application", BeanDefinition.SCOPE_PROTOTYPE);

    private Behind() {}

    /** Returns the class of what is behind the bean, or null if it is not followed. Makes nothing. */
    static @Nullable Class<?> type(Object bean) {
        SimpleBeanTargetSource scoped = scoped(bean);
        if (scoped != null) {
            return isFollowed(scoped) ? scoped.getTargetClass() : null;
        }
        return single(bean).getClass();
    }

    /**
     * Returns what is behind the bean: the object itself, or what a scoped proxy stands for in this thread, made if calling the proxy
     * makes it. Null if the scope is not active, so that calling the proxy fails as well.
     */
    static @Nullable Object target(Object bean) {
        SimpleBeanTargetSource scoped = scoped(bean);
        if (scoped == null) {
            return single(bean);
        }
        try {
            return scoped.getTarget();
        } catch (BeansException | IllegalStateException e) {
            return null;
        } catch (Exception e) {
            throw new IllegalStateException("The target of a proxy cannot be had: " + scoped, e);
        }
    }

    private static Object single(Object bean) {
        Object target = AopProxyUtils.getSingletonTarget(bean);
        return target == null ? bean : target;
    }

    private static @Nullable SimpleBeanTargetSource scoped(Object bean) {
        TargetSource source = bean instanceof Advised advised ? advised.getTargetSource() : null;
        return source instanceof SimpleBeanTargetSource simple ? simple : null;
    }

    private static boolean isFollowed(SimpleBeanTargetSource scoped) {
        BeanFactory factory = scoped.getBeanFactory();
        String name = scoped.getTargetBeanName();
        return factory instanceof ConfigurableListableBeanFactory listable
                && listable.containsBeanDefinition(name)
                && !NOT_FOLLOWED.contains(
                        String.valueOf(listable.getMergedBeanDefinition(name).getScope()));
    }
}
