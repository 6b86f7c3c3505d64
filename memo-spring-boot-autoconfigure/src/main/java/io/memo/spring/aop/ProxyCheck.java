package io.memo.spring.aop;

import io.memo.hash.classify.Mocks;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.aopalliance.aop.Advice;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Whether a bean that was made has the advice of memo around it. Spring makes no proxy for some, and says nothing about it:
 * for aspects, for objects that were made elsewhere and only registered, and for beans that somebody needed before the
 * post-processors were there. Nothing is made for the question; a bean that is not there yet is believed to be proxied.
 */
public final class ProxyCheck {

    private static final Obstacle ASPECT = new Obstacle(
            "its bean is an aspect or other infrastructure of Spring AOP, for which Spring makes no proxy",
            "Move the method to a bean of its own");

    private static final Obstacle REGISTERED = new Obstacle(
            "its bean was made elsewhere and only registered (registerSingleton), and Spring makes proxies for what it makes"
                    + " itself",
            "Register a definition that makes it: context.registerBean(name, type, () -> object), or a @Bean method");

    private static final Obstacle ORIGINAL = new Obstacle(
            "the name of its bean ends with .ORIGINAL, which keeps Spring from making a proxy", "Rename it");

    private static final Obstacle SYNTHETIC = new Obstacle(
            "its bean definition is synthetic, and Spring makes no proxies for such", "Leave out setSynthetic(true)");

    private static final Obstacle EARLY = new Obstacle(
            "its bean was made before Spring's proxies, because a BeanFactoryPostProcessor or BeanPostProcessor needed it",
            "Let that post-processor take an ObjectProvider of it and ask later, and declare its @Bean method static");

    private final ConfigurableListableBeanFactory beanFactory;

    public ProxyCheck(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** Returns the object behind the proxies of a bean that was made, or null if it was not made yet. */
    public @Nullable Object target(String name) {
        Object bean = made(name);
        return bean == null ? null : behind(bean);
    }

    /** Returns why calls of the method on the bean run it, or null if they are memoized, as far as can be seen. */
    public @Nullable Obstacle obstacle(String name, Method method, Class<?> type) {
        if (isInfrastructure(type)) {
            return ASPECT;
        }
        Object bean = made(name);
        boolean isOther = bean instanceof FactoryBean<?> != name.startsWith("&");
        if (bean == null || isOther || Mocks.isMock(bean) || !(bean instanceof Advised) && !type.isInstance(bean)) {
            return null;
        }
        for (Object current = bean; current instanceof Advised advised; current = below(advised)) {
            if (Arrays.stream(advised.getAdvisors()).anyMatch(MemoizeAdvisor.class::isInstance)) {
                return takes(bean, method) ? null : ofInterfaces(method);
            }
        }
        return reason(name, bean);
    }

    /**
     * Returns whether the body of the method may run on the proxy of the bean instead of on the bean, where the fields are empty: that of
     * a method that the proxy's class inherits and cannot override. Woven code lets such a call pass.
     */
    public boolean runsOnProxy(String name, Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            return false;
        }
        Object bean = made(name);
        boolean isInherited = Modifier.isFinal(modifiers)
                || !(Modifier.isPublic(modifiers)
                        || Modifier.isProtected(modifiers)
                        || method.getDeclaringClass().isInterface());
        return isInherited && (bean == null || AopUtils.isCglibProxy(bean));
    }

    private Obstacle reason(String name, Object bean) {
        String defined = name.startsWith("&") ? name.substring(1) : name;
        if (!beanFactory.containsBeanDefinition(defined)) {
            return REGISTERED;
        }
        if (defined.equals(bean.getClass().getName() + AutowireCapableBeanFactory.ORIGINAL_INSTANCE_SUFFIX)) {
            return ORIGINAL;
        }
        BeanDefinition definition = beanFactory.getMergedBeanDefinition(defined);
        return definition instanceof AbstractBeanDefinition made && made.isSynthetic() ? SYNTHETIC : EARLY;
    }

    private static Obstacle ofInterfaces(Method method) {
        return new Obstacle(
                "its bean is a JDK proxy, which has the methods of its interfaces only",
                "Declare %s in an interface of the bean, or set spring.aop.proxy-target-class=true"
                        .formatted(method.getName()));
    }

    /** Returns whether calls of the method can be made on the bean. */
    private static boolean takes(Object bean, Method method) {
        return !Proxy.isProxyClass(bean.getClass())
                || Arrays.stream(bean.getClass().getInterfaces())
                        .anyMatch(type -> ClassUtils.hasAtLeastOneMethodWithName(type, method.getName()));
    }

    private @Nullable Object made(String name) {
        String defined = name.startsWith("&") ? name.substring(1) : name;
        return beanFactory.isCurrentlyInCreation(defined) ? null : beanFactory.getSingleton(defined);
    }

    private static @Nullable Object below(Advised advised) {
        return advised.getTargetSource().isStatic() ? AopProxyUtils.getSingletonTarget(advised) : null;
    }

    private static Object behind(Object bean) {
        Object current = bean;
        while (current instanceof Advised advised) {
            Object target = below(advised);
            if (target == null) {
                return current;
            }
            current = target;
        }
        return current;
    }

    /** As Spring's auto-proxy creators decide. */
    private static boolean isInfrastructure(Class<?> type) {
        return AnnotationUtils.findAnnotation(type, Aspect.class) != null
                || Advice.class.isAssignableFrom(type)
                || Pointcut.class.isAssignableFrom(type)
                || Advisor.class.isAssignableFrom(type)
                || AopInfrastructureBean.class.isAssignableFrom(type);
    }
}
