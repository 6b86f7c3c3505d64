package io.memo.spring.context;

import io.memo.fingerprint.ContextBeans;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Takes stock of the beans that there are, of parent contexts too, for what code can only reach through them. Makes none. */
public final class BeanInventory {

    /** Libraries whose proxies, or whose factories of proxies, answer by a query or a request. */
    private static final List<String> OUTSIDE = List.of(
            "org.springframework.data.",
            "org.springframework.web.service.",
            "org.springframework.cloud.openfeign.",
            "org.springframework.integration.gateway.",
            "org.springframework.graphql.client.",
            "org.springframework.ws.",
            "org.springframework.jdbc.",
            "feign.",
            "org.apache.ibatis.",
            "org.mybatis.",
            "org.jdbi.",
            "retrofit2.",
            "org.apache.dubbo.",
            "org.apache.cxf.",
            "com.sun.xml.ws.",
            "org.jboss.resteasy.",
            "org.glassfish.jersey.client.");

    private static final String SECURITY = "org.springframework.security.";

    private final Map<String, String> classes = new HashMap<>();
    private final List<Object> made = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> outside = new HashSet<>();
    private boolean guarded;

    private BeanInventory() {}

    public static ContextBeans of(ConfigurableListableBeanFactory factory) {
        BeanInventory beans = new BeanInventory();
        for (BeanFactory at = factory;
                at instanceof ConfigurableListableBeanFactory listable;
                at = listable.getParentBeanFactory()) {
            for (String name : listable.getBeanNamesForType(Object.class, true, false)) {
                beans.add(name, listable);
            }
        }
        return new ContextBeans(beans.classes, beans.open, beans.outside, beans.guarded, new HeldResources(beans.made));
    }

    private void add(String name, ConfigurableListableBeanFactory factory) {
        Object made = factory.getSingleton(name);
        if (made == null || made instanceof FactoryBean<?>) {
            Class<?> type = typeOf(name, factory);
            if (type != null) {
                open.add(type.getName());
                addOutside(made, type);
            }
            return;
        }
        Class<?> target = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(made));
        this.made.add(made);
        classes.putIfAbsent(name, target.getName());
        guarded |= (made instanceof Advisor || made instanceof MethodInterceptor)
                && target.getName().startsWith(SECURITY);
        if (Proxy.isProxyClass(made.getClass()) && behind(made).stream().anyMatch(BeanInventory::isOutside)) {
            addInterfaces(made.getClass());
        }
    }

    private static @Nullable Class<?> typeOf(String name, ConfigurableListableBeanFactory factory) {
        try {
            return factory.getType(name, false);
        } catch (RuntimeException | LinkageError e) {
            // It cannot be made either.
            return null;
        }
    }

    private void addOutside(@Nullable Object factory, Class<?> product) {
        if (factory != null && isOutside(ClassUtils.getUserClass(factory).getName())) {
            addInterfaces(product);
        }
    }

    private void addInterfaces(Class<?> type) {
        for (Class<?> each : ClassUtils.getAllInterfacesForClassAsSet(type)) {
            outside.add(each.getName());
        }
    }

    /** Returns the names of the classes that answer calls of the proxy. */
    private static List<String> behind(Object proxy) {
        List<String> names = new ArrayList<>();
        names.add(Proxy.getInvocationHandler(proxy).getClass().getName());
        if (proxy instanceof Advised advised) {
            Class<?> target = advised.getTargetSource().getTargetClass();
            names.add(target == null ? "" : target.getName());
            for (Advisor advisor : advised.getAdvisors()) {
                names.add(advisor.getAdvice().getClass().getName());
            }
        }
        return names;
    }

    /** Returns whether a class of the name answers by a query or a request, or makes proxies that do. */
    static boolean isOutside(String name) {
        return OUTSIDE.stream().anyMatch(name::startsWith);
    }
}
