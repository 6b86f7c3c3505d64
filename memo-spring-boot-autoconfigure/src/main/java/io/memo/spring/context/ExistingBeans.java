package io.memo.spring.context;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The singletons that exist when the application has started, as calls on them see them: what is behind their proxies. Makes none. */
public final class ExistingBeans {

    private final ConfigurableListableBeanFactory beanFactory;

    public ExistingBeans(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns what calls of a method on beans of the type run on; a proxy without a target stands for itself. */
    public List<Object> targets(Class<?> type) {
        List<Object> targets = new ArrayList<>();
        for (String name : beanFactory.getBeanNamesForType(type, false, false)) {
            Object bean = existing(name);
            if (bean != null) {
                Object target = AopProxyUtils.getSingletonTarget(bean);
                targets.add(target == null ? bean : target);
            }
        }
        return targets;
    }

    /** Returns whether the beans are made later, each of an interface by a factory of a library that answers its methods. */
    public boolean areMadeLater(List<String> names) {
        return !names.isEmpty() && names.stream().allMatch(this::isMadeLater);
    }

    private boolean isMadeLater(String name) {
        if (!beanFactory.containsBeanDefinition(name)
                || !beanFactory.getBeanDefinition(name).isLazyInit()
                || !beanFactory.isFactoryBean(name)) {
            return false;
        }
        Class<?> factory = beanFactory.getType(BeanFactory.FACTORY_BEAN_PREFIX + name, false);
        return factory != null && BeanInventory.isOutside(factory.getName());
    }

    private @Nullable Object existing(String name) {
        Object singleton = beanFactory.getSingleton(name);
        if (!(singleton instanceof FactoryBean<?> maker)) {
            return singleton;
        }
        boolean lazy = beanFactory.containsBeanDefinition(name)
                && beanFactory.getBeanDefinition(name).isLazyInit();
        return lazy || !maker.isSingleton() ? null : beanFactory.getBean(name);
    }
}
