package io.memo.spring.context;

import io.memo.fingerprint.ManagedClasses;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The classes of which a context and its parents have beans or may make some. They are looked at by type, and no bean is made
 * for it. Not known before all beans are defined; looked at again when there are more of them.
 */
public final class BeanClasses implements Supplier<@Nullable ManagedClasses> {

    private static final String ANY = Object.class.getName();

    private final ConfigurableListableBeanFactory beanFactory;
    private volatile @Nullable Known known;

    /** What was known when there were so many beans. */
    private record Known(List<Integer> counts, ManagedClasses classes) {}

    /** @param beanFactory the context's */
    public BeanClasses(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns null as long as beans may still be defined. */
    @Override
    public @Nullable ManagedClasses get() {
        if (!beanFactory.isConfigurationFrozen()) {
            return null;
        }
        List<Integer> counts = counts();
        Known last = known;
        if (last == null || !last.counts().equals(counts)) {
            last = new Known(counts, find());
            known = last;
        }
        return last.classes();
    }

    private List<Integer> counts() {
        List<Integer> counts = new ArrayList<>();
        for (BeanFactory at = beanFactory; at instanceof ConfigurableListableBeanFactory each; at = above(each)) {
            counts.add(each.getBeanDefinitionCount());
            counts.add(each.getSingletonCount());
        }
        return counts;
    }

    private static @Nullable BeanFactory above(ConfigurableListableBeanFactory factory) {
        BeanFactory parent = factory.getParentBeanFactory();
        return parent instanceof ConfigurableApplicationContext context ? context.getBeanFactory() : parent;
    }

    private ManagedClasses find() {
        Set<String> exact = new HashSet<>();
        Set<String> above = new HashSet<>();
        BeanFactory at = beanFactory;
        while (at instanceof ConfigurableListableBeanFactory each) {
            for (String name : each.getBeanDefinitionNames()) {
                add(each, name, exact, above);
            }
            for (String name : each.getSingletonNames()) {
                add(each, name, exact, above);
            }
            at = above(each);
        }
        if (at != null) {
            above.add(ANY);
        }
        return new ManagedClasses(exact, above);
    }

    private static void add(
            ConfigurableListableBeanFactory factory, String name, Set<String> exact, Set<String> above) {
        if (factory.containsBeanDefinition(name)
                && factory.getMergedBeanDefinition(name).isAbstract()) {
            return;
        }
        String defined = definedClass(factory, name);
        if (defined != null) {
            // Whatever becomes of it later, a proxy or what a post-processor puts in its place.
            exact.add(defined);
        }
        Object made = factory.containsSingleton(name) ? factory.getSingleton(name) : null;
        if (made != null) {
            exact.add(ClassUtils.getUserClass(made).getName());
        }
        Class<?> type = typeOf(factory, name);
        if (type == null) {
            above.add(ANY);
        } else if (Proxy.isProxyClass(type)) {
            Arrays.stream(type.getInterfaces()).forEach(each -> above.add(each.getName()));
        } else if (isSettled(made) && !type.isInterface()) {
            exact.add(ClassUtils.getUserClass(type).getName());
        } else if (defined == null || !type.getName().equals(defined)) {
            above.add(ClassUtils.getUserClass(type).getName());
        }
    }

    /** A bean that is there has its class; what a factory makes may be another object each time. */
    private static boolean isSettled(@Nullable Object made) {
        return made != null && !(made instanceof FactoryBean<?>);
    }

    /** Returns the name of the class whose constructor makes the bean, or null if something else does. */
    private static @Nullable String definedClass(ConfigurableListableBeanFactory factory, String name) {
        BeanDefinition definition = factory.containsBeanDefinition(name) ? factory.getMergedBeanDefinition(name) : null;
        boolean constructed = definition != null && definition.getFactoryMethodName() == null;
        return definition != null && constructed ? definition.getBeanClassName() : null;
    }

    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory factory, String name) {
        try {
            Class<?> target = AutoProxyUtils.determineTargetClass(factory, name);
            return target != null ? target : factory.getType(name, false);
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }
}
