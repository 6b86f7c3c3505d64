package io.memo.spring.startup;

import io.memo.Memoize;
import io.memo.engine.MethodMemoizer;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.spring.aop.InnerAdvice;
import io.memo.spring.aop.InterceptableMethods;
import io.memo.spring.aop.MemoizedMethods;
import io.memo.spring.aop.Obstacle;
import io.memo.spring.aop.ProxyCheck;
import io.memo.spring.aop.WovenMethods;
import io.memo.spring.context.BeanTypes;
import io.memo.spring.context.ExistingBeans;
import io.memo.spring.context.OutsideBeans;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.report.StartupLine;
import io.memo.spring.report.StartupReport;
import io.memo.spring.report.ToldReports;
import io.memo.spring.report.WarningMode;
import io.memo.spring.spec.HasherBeans;
import io.memo.spring.spec.MemoizeAnnotations;
import io.memo.spring.spec.SpecSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Looks at all beans when the application starts: adds their memoized methods, so that what is wrong with one is told now
 * and its meters are there, takes the fingerprints of the code as it was loaded, and reports what a cache would hide and the
 * methods whose calls pass the proxy by, those that are woven aside. No bean is made for it. A bean whose class is not known yet is not reported on.
 */
public final class MemoizedBeans implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.memo.startup");

    private final ConfigurableListableBeanFactory beanFactory;
    private final MemoizedMethods methods;
    private final SpecSource specs;
    private final CodeFingerprinter fingerprinter;
    private final InnerAdvice advice;
    private final HasherBeans hashers;
    private final WarningMode warnings;
    private final List<String> packages;
    private final SettingsCheck settings;
    private final ReplacedCodeNews liveCode;
    private final ExistingBeans existing;
    private final ProxyCheck proxies;
    private volatile List<String> findings = List.of();

    /**
     * @param beanFactory holds the beans
     * @param methods takes the methods
     * @param specs knows which findings are accepted
     * @param fingerprinter finds what code does
     * @param advice knows what else runs when a method runs
     * @param hashers says what identifies a type
     * @param warnings what becomes of findings
     * @param packages whose code counts
     * @param settings finds settings that mean nothing
     * @param liveCode who tells of replaced code
     */
    public MemoizedBeans(
            ConfigurableListableBeanFactory beanFactory,
            MemoizedMethods methods,
            SpecSource specs,
            CodeFingerprinter fingerprinter,
            InnerAdvice advice,
            HasherBeans hashers,
            WarningMode warnings,
            List<String> packages,
            SettingsCheck settings,
            ReplacedCodeNews liveCode) {
        this.beanFactory = beanFactory;
        this.methods = methods;
        this.specs = specs;
        this.fingerprinter = fingerprinter;
        this.advice = advice;
        this.hashers = hashers;
        this.warnings = warnings;
        this.packages = packages;
        this.settings = settings;
        this.liveCode = liveCode;
        this.existing = new ExistingBeans(beanFactory);
        this.proxies = new ProxyCheck(beanFactory);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<Class<?>, List<String>> beans = BeanTypes.of(beanFactory);
        Map<Class<?>, Map<Method, Memoize>> memoized = new LinkedHashMap<>();
        for (Class<?> type : beans.keySet()) {
            Map<Method, Memoize> annotated = annotated(type);
            if (!annotated.isEmpty()) {
                memoized.put(type, annotated);
            }
        }
        specs.announce(memoized.keySet());
        StartupReport report = new StartupReport();
        Set<String> added = new TreeSet<>();
        MethodFindings ofMethods = new MethodFindings(fingerprinter, beanFactory, advice, hashers.all());
        DependencyFindings dependencies = new DependencyFindings(existing, new OutsideBeans(beanFactory, this::isOwn));
        memoized.forEach((type, annotated) -> annotated.forEach((method, memoize) -> {
            List<String> names = beans.getOrDefault(type, List.of());
            List<Obstacle> obstacles = obstacles(method, type, names);
            if (warnings != WarningMode.OFF && !obstacles.isEmpty()) {
                report(obstacles, memoize, method, type, report);
            }
            MethodMemoizer memoizer = obstacles.size() == names.size() || isOpenYet(method, type, names)
                    ? null
                    : add(method, type, names);
            if (memoizer != null) {
                added.add(memoizer.name());
                if (warnings != WarningMode.OFF) {
                    examine(memoizer, memoize, ofMethods, dependencies, report);
                }
            }
        }));
        if (warnings != WarningMode.OFF) {
            report.add(specs.unknownProperties());
        }
        if (warnings != WarningMode.OFF && !isChild()) {
            report.add(settings.findings(beans.keySet()));
        }
        if (warnings != WarningMode.OFF && !memoized.isEmpty()) {
            report.add(StaleEvictions.in(beans.keySet(), type -> isOwn(type.getName())));
        }
        methods.startUpIsOver();
        findings = report.lines();
        report.give(warnings, beanFactory.getBeanProvider(ToldReports.class).getIfAvailable());
        // A child context is the same application: it only tells of what is its own.
        if (!isChild() || !added.isEmpty()) {
            log.info(StartupLine.of(
                    added.size(),
                    hashers.all().size(),
                    warnings == WarningMode.OFF ? null : findings.size(),
                    ofMethods.ended(),
                    packages,
                    liveCode.text()));
        }
    }

    private boolean isOwn(String className) {
        return packages.stream().anyMatch(name -> className.startsWith(name + "."));
    }

    /** Returns all findings of the start, one line for each cause, the most dangerous first; empty before and if not looked for. */
    public List<String> findings() {
        return findings;
    }

    private boolean isChild() {
        BeanFactory parent = beanFactory.getParentBeanFactory();
        return parent != null
                && parent.getBeanProvider(MemoizedBeans.class).stream()
                        .findAny()
                        .isPresent();
    }

    /** Returns why calls of the method pass the proxies of these beans by; one for each of them that it holds for. */
    private List<Obstacle> obstacles(Method method, Class<?> type, List<String> names) {
        Obstacle ofAll = isOpenYet(method, type, names) ? null : InterceptableMethods.obstacle(method, type);
        return names.stream()
                .filter(name -> !WovenMethods.isWoven(method) || proxies.runsOnProxy(name, method))
                .map(name -> ofAll != null ? ofAll : proxies.obstacle(name, method, type))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable MethodMemoizer add(Method method, Class<?> type, List<String> names) {
        Object target = names.stream()
                .map(proxies::target)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return methods.find(method, type, target);
    }

    private void examine(
            MethodMemoizer added,
            Memoize memoize,
            MethodFindings findings,
            DependencyFindings dependencies,
            StartupReport report) {
        List<String> accepted = specs.suppressedWarnings(memoize, added.name());
        report.add(findings.notTracked(added, accepted));
        List<StartupFinding> found = new ArrayList<>(findings.of(added, accepted));
        found.addAll(specs.unknownCodes(memoize, added.name()));
        if (!accepted.contains(FindingCode.TTL_WITHOUT_UNIT.code())) {
            found.addAll(specs.bareDurations(memoize, added.name()));
        }
        if (!accepted.contains(FindingCode.SHARED_RESULT.code())) {
            found.addAll(specs.sharedResult(memoize, added.spec()));
        }
        found.addAll(dependencies.of(added, accepted));
        found.addAll(DeclaredFindings.of(added, accepted));
        report.add(found);
        added.setFindings(found.stream().map(StartupFinding::text).toList());
    }

    private void report(List<Obstacle> obstacles, Memoize memoize, Method method, Class<?> type, StartupReport report) {
        String code = FindingCode.NOT_INTERCEPTABLE.code();
        if (!specs.suppressedWarnings(memoize, method, type).contains(code)) {
            report.add(obstacles.stream()
                    .map(obstacle -> obstacle.found(method, type))
                    .toList());
        }
    }

    /**
     * Of a bean that is known by an interface only, it is not known yet whose body will run: that is added on first call. A bean
     * that was made of the interface, as a repository or a client, has no other body.
     */
    private boolean isOpenYet(Method method, Class<?> type, List<String> names) {
        return Modifier.isAbstract(method.getModifiers())
                && !Proxy.isProxyClass(type)
                && !ClassUtils.isLambdaClass(type)
                && !existing.areMadeLater(names)
                && existing.targets(type).stream()
                        .noneMatch(target -> Proxy.isProxyClass(target.getClass())
                                || !method.getDeclaringClass().isInstance(target));
    }

    private static Map<Method, Memoize> annotated(Class<?> type) {
        try {
            return MemoizeAnnotations.all(type);
        } catch (RuntimeException | LinkageError e) {
            log.debug("The methods of {} cannot be read; if one is memoized, it is added on first call", type, e);
            return Map.of();
        }
    }
}
