package io.memo.spring.aop;

import io.memo.Memoize;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.CodeFingerprinter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at all beans when the application starts: adds their memoized methods, so that what is wrong with one is told now
 * and its meters are there, takes the fingerprints of the code as it was loaded, and reports what a cache would hide and the
 * methods whose calls pass the proxy by. Beans are looked at by type; none is made for it. A bean whose class is not known
 * yet is not reported on.
 */
public final class MemoizedBeans implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final ConfigurableListableBeanFactory beanFactory;
    private final MemoizedMethods methods;
    private final SpecSource specs;
    private final CodeFingerprinter fingerprinter;
    private final HasherBeans hashers;
    private final WarningMode warnings;
    private final List<String> packages;
    private final SettingsCheck settings;
    private final ExistingBeans existing;

    /**
     * @param beanFactory holds the beans
     * @param methods takes the methods
     * @param specs knows which findings are accepted
     * @param fingerprinter finds what code does
     * @param hashers says what identifies a type
     * @param warnings what becomes of findings
     * @param packages whose code counts
     * @param settings finds settings that mean nothing
     */
    public MemoizedBeans(
            ConfigurableListableBeanFactory beanFactory,
            MemoizedMethods methods,
            SpecSource specs,
            CodeFingerprinter fingerprinter,
            HasherBeans hashers,
            WarningMode warnings,
            List<String> packages,
            SettingsCheck settings) {
        this.beanFactory = beanFactory;
        this.methods = methods;
        this.specs = specs;
        this.fingerprinter = fingerprinter;
        this.hashers = hashers;
        this.warnings = warnings;
        this.packages = packages;
        this.settings = settings;
        this.existing = new ExistingBeans(beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<Class<?>, Map<Method, Memoize>> memoized = new LinkedHashMap<>();
        Set<Class<?>> types = beanTypes();
        for (Class<?> type : types) {
            Map<Method, Memoize> annotated = annotated(type);
            if (!annotated.isEmpty()) {
                memoized.put(type, annotated);
            }
        }
        specs.announce(memoized.keySet());
        StartupReport report = new StartupReport();
        Set<String> added = warnings == WarningMode.OFF ? addAll(memoized) : examineAll(memoized, report);
        if (warnings != WarningMode.OFF && !isChild()) {
            report.add(settings.findings(types));
        }
        if (warnings != WarningMode.OFF && !memoized.isEmpty()) {
            report.add(StaleEvictions.in(types, this::isOwn));
        }
        report.give(warnings, beanFactory.getBeanProvider(ToldReports.class).getIfAvailable());
        // A child context is the same application: it only tells of what is its own.
        if (!isChild() || !added.isEmpty()) {
            log.info(StartupLine.of(
                    added.size(),
                    hashers.all().size(),
                    warnings == WarningMode.OFF ? null : report.lines().size(),
                    packages));
        }
    }

    private boolean isOwn(Class<?> type) {
        return packages.stream().anyMatch(name -> type.getName().startsWith(name + "."));
    }

    private Set<String> addAll(Map<Class<?>, Map<Method, Memoize>> memoized) {
        Set<String> names = new TreeSet<>();
        memoized.forEach((type, annotated) -> annotated.keySet().forEach(method -> {
            MethodMemoizer added = add(method, type);
            if (added != null) {
                names.add(added.name());
            }
        }));
        return names;
    }

    private Set<String> examineAll(Map<Class<?>, Map<Method, Memoize>> memoized, StartupReport report) {
        Set<String> names = new TreeSet<>();
        MethodFindings findings = new MethodFindings(fingerprinter, new ScopedBeans(beanFactory), hashers.all());
        DependencyFindings dependencies = new DependencyFindings(existing);
        memoized.forEach((type, annotated) -> annotated.forEach((method, memoize) -> {
            MethodMemoizer added = add(method, type);
            if (added != null) {
                names.add(added.name());
                examine(added, memoize, findings, dependencies, report);
            } else if (!isOpenYet(method, type)) {
                reportObstacle(memoize, method, type, report);
            }
        }));
        report.add(specs.unknownMethods());
        return names;
    }

    private boolean isChild() {
        BeanFactory parent = beanFactory.getParentBeanFactory();
        return parent != null
                && parent.getBeanProvider(MemoizedBeans.class).stream()
                        .findAny()
                        .isPresent();
    }

    /** Returns the memoizer of the method, or null if there is none because it is open or cannot be intercepted. */
    private @Nullable MethodMemoizer add(Method method, Class<?> type) {
        return isOpenYet(method, type) || Interception.obstacle(method, type) != null
                ? null
                : methods.find(method, type);
    }

    private void examine(
            MethodMemoizer added,
            Memoize memoize,
            MethodFindings findings,
            DependencyFindings dependencies,
            StartupReport report) {
        List<String> accepted = specs.suppressedWarnings(memoize, added.name());
        report.add(findings.notTracked(added, accepted));
        List<FoundCause> found = new ArrayList<>(findings.of(added, accepted));
        found.addAll(specs.unknownCodes(memoize, added.name()));
        found.addAll(dependencies.of(added, accepted));
        found.addAll(DeclaredFindings.of(added, accepted));
        report.add(found);
        added.remark(found.stream().map(FoundCause::text).toList());
    }

    private void reportObstacle(Memoize memoize, Method method, Class<?> type, StartupReport report) {
        String obstacle = Interception.obstacle(method, type);
        String code = FindingCode.NOT_INTERCEPTABLE.code();
        if (obstacle != null && !specs.suppressedWarnings(memoize, method, type).contains(code)) {
            report.add(List.of(new FoundCause(
                    FindingCode.NOT_INTERCEPTABLE,
                    "%s in bean class %s".formatted(ReturnTypes.describe(method), type.getName()),
                    obstacle + ", so a proxy cannot intercept it")));
        }
    }

    /**
     * Of a bean that is known by an interface only, it is not known yet whose body will run: that is added on first call. A bean
     * that was made of the interface, as a repository or a client, has no other body.
     */
    private boolean isOpenYet(Method method, Class<?> type) {
        return Modifier.isAbstract(method.getModifiers())
                && !Proxy.isProxyClass(type)
                && existing.targets(type).stream()
                        .noneMatch(target -> Proxy.isProxyClass(target.getClass())
                                || !method.getDeclaringClass().isInstance(target));
    }

    private static Map<Method, Memoize> annotated(Class<?> type) {
        try {
            return Annotations.all(type);
        } catch (RuntimeException | LinkageError e) {
            log.debug("The methods of {} cannot be read; if one is memoized, it is added on first call", type, e);
            return Map.of();
        }
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
