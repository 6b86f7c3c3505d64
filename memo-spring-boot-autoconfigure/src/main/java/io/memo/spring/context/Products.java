package io.memo.spring.context;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.FactoryBeanRegistrySupport;
import org.springframework.util.ReflectionUtils;

/**
 * The singletons that factory beans made. Spring makes one when it is first asked for and tells nobody whether it did, except
 * classes below its own factory; so that is asked by reflection.
 */
final class Products {

    private static final @Nullable Method ASKED =
            ReflectionUtils.findMethod(FactoryBeanRegistrySupport.class, "getCachedObjectForFactoryBean", String.class);

    private Products() {}

    /** Returns what the factory bean made, or null if it made nothing yet or makes another object each time. */
    static @Nullable Object made(ConfigurableListableBeanFactory factory, String name, FactoryBean<?> maker) {
        if (!maker.isSingleton()) {
            return null;
        }
        return isMade(factory, name) ? beanOf(factory, name) : null;
    }

    private static boolean isMade(ConfigurableListableBeanFactory factory, String name) {
        Method asked = ASKED;
        return asked != null && factory instanceof FactoryBeanRegistrySupport && asked.trySetAccessible()
                ? ReflectionUtils.invokeMethod(asked, factory, name) != null
                : !isLazy(factory, name);
    }

    private static boolean isLazy(ConfigurableListableBeanFactory factory, String name) {
        return factory.containsBeanDefinition(name)
                && factory.getMergedBeanDefinition(name).isLazyInit();
    }

    private static @Nullable Object beanOf(ConfigurableListableBeanFactory factory, String name) {
        try {
            return factory.getBean(name);
        } catch (BeansException e) {
            // It went in the meantime.
            return null;
        }
    }
}
