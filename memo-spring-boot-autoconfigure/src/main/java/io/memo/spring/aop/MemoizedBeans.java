package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at all beans when the application starts: adds their memoized methods, so that what is wrong with one is told now
 * and its meters are there, takes the fingerprints of the code as it was loaded, and reports the methods whose calls pass
 * the proxy by. Beans are looked at by type; none is made for it.
 */
public final class MemoizedBeans implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    /** The code of the finding, for {@link Memoize#suppressWarnings()}. */
    static final String NOT_INTERCEPTABLE = "not-interceptable";

    private final ConfigurableListableBeanFactory beanFactory;
    private final MemoizedMethods methods;
    private final SpecSource specs;
    private final WarningMode warnings;

    /**
     * @param beanFactory holds the beans
     * @param methods takes the methods
     * @param specs knows which findings are accepted
     * @param warnings what becomes of findings
     */
    public MemoizedBeans(
            ConfigurableListableBeanFactory beanFactory,
            MemoizedMethods methods,
            SpecSource specs,
            WarningMode warnings) {
        this.beanFactory = beanFactory;
        this.methods = methods;
        this.specs = specs;
        this.warnings = warnings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<Class<?>, Map<Method, Memoize>> memoized = new LinkedHashMap<>();
        for (Class<?> type : beanTypes()) {
            Map<Method, Memoize> annotated = annotated(type);
            if (!annotated.isEmpty()) {
                memoized.put(type, annotated);
            }
        }
        specs.announce(memoized.keySet());
        Set<String> findings = new TreeSet<>();
        memoized.forEach(
                (type, annotated) -> annotated.forEach((method, memoize) -> add(memoize, method, type, findings)));
        if (warnings != WarningMode.OFF) {
            findings.addAll(specs.unknownMethods());
        }
        report(findings);
    }

    private void add(Memoize memoize, Method method, Class<?> type, Set<String> findings) {
        if (isOpenYet(method, type)) {
            return;
        }
        String obstacle = Interception.obstacle(method, type);
        if (obstacle == null) {
            methods.find(method, type);
        } else if (warnings != WarningMode.OFF
                && !specs.suppressedWarnings(memoize, method, type).contains(NOT_INTERCEPTABLE)) {
            findings.add(
                    ("[%s] %s in bean class %s is not memoized: %s, so a proxy cannot intercept it. Make it a public,"
                                    + " non-final instance method of a non-final class.")
                            .formatted(NOT_INTERCEPTABLE, ReturnTypes.describe(method), type.getName(), obstacle));
        }
    }

    /** Of a bean that is known by an interface only, it is not known yet whose body will run: that is added on first call. */
    private static boolean isOpenYet(Method method, Class<?> type) {
        return Modifier.isAbstract(method.getModifiers()) && !Proxy.isProxyClass(type);
    }

    private static Map<Method, Memoize> annotated(Class<?> type) {
        try {
            return Annotations.all(type);
        } catch (RuntimeException | LinkageError e) {
            log.debug("The methods of {} cannot be read; if one is memoized, it is added on first call", type, e);
            return Map.of();
        }
    }

    private void report(Set<String> findings) {
        if (findings.isEmpty()) {
            return;
        }
        String text = "%d finding(s) about @Memoize methods:%n- %s"
                .formatted(findings.size(), String.join(System.lineSeparator() + "- ", findings));
        if (warnings == WarningMode.FAIL) {
            throw new InvalidMemoizeException(
                    text, "Mend them, accept one by suppressWarnings, or set memo.warnings to log or off.");
        }
        log.warn(text);
    }

    private Set<Class<?>> beanTypes() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            // A scoped proxy is nothing in itself; what is memoized is the bean behind it.
            if (!beanFactory.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(name))) {
                Class<?> type = typeOf(name);
                if (type != null) {
                    types.add(ClassUtils.getUserClass(type));
                }
            }
        }
        return types;
    }

    private @Nullable Class<?> typeOf(String name) {
        try {
            return AutoProxyUtils.determineTargetClass(beanFactory, name);
        } catch (RuntimeException | LinkageError e) {
            log.debug(
                    "The type of bean '{}' cannot be told; if it has memoized methods, they are added on first call",
                    name,
                    e);
            return null;
        }
    }
}
