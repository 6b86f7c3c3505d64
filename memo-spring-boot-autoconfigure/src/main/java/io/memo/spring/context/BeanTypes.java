package io.memo.spring.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** The classes of beans, without those of proxies. Beans are looked at by type; none is made for it. */
public final class BeanTypes {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private BeanTypes() {}

    /**
     * Returns the names of the beans of each class, as far as it is known: those of factory beans, which begin with {@code &},
     * and of their products as well.
     */
    public static Map<Class<?>, List<String>> of(ConfigurableListableBeanFactory beanFactory) {
        Set<String> names = new LinkedHashSet<>(List.of(beanFactory.getBeanNamesForType(Object.class, true, false)));
        names.addAll(List.of(beanFactory.getBeanNamesForType(FactoryBean.class, true, false)));
        Map<Class<?>, List<String>> types = new LinkedHashMap<>();
        for (String name : names) {
            // A scoped proxy is nothing in itself; what is memoized is the bean behind it.
            boolean isScopedProxy = beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name));
            Class<?> type = isScopedProxy ? null : typeOf(name, beanFactory);
            if (type != null) {
                types.computeIfAbsent(ClassUtils.getUserClass(type), each -> new ArrayList<>())
                        .add(name);
            }
        }
        return types;
    }

    private static @Nullable Class<?> typeOf(String name, ConfigurableListableBeanFactory beanFactory) {
        try {
            Class<?> target = AutoProxyUtils.determineTargetClass(beanFactory, name);
            boolean isProduct = !name.startsWith(BeanFactory.FACTORY_BEAN_PREFIX);
            // Of a factory bean with a proxy Spring notes the class where that of the product is looked for.
            return isProduct && target != null && FactoryBean.class.isAssignableFrom(target)
                    ? beanFactory.getType(name, false)
                    : target;
        } catch (RuntimeException | LinkageError e) {
            log.debug(
                    "The type of bean '{}' cannot be told; if it has memoized methods, they are added on first call",
                    name,
                    e);
            return null;
        }
    }
}
