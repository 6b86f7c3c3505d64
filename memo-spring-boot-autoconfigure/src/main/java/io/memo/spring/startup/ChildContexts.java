package io.memo.spring.startup;

import io.memo.spring.aop.MemoizeAdvisor;
import io.memo.spring.aop.WovenMethods;
import io.memo.spring.report.FindingCode;
import io.memo.spring.report.StartupFinding;
import io.memo.spring.report.StartupReport;
import io.memo.spring.report.WarningMode;
import io.memo.spring.spec.MemoizeAnnotations;
import io.memo.spring.spec.ReturnTypes;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * Reports memoized methods in beans of child contexts that make no proxies, since Boot configures nothing in them: their calls would
 * pass the cache by, without a word.
 */
public final class ChildContexts implements ApplicationListener<ContextRefreshedEvent> {

    private static final String REMEDY =
            "Put the bean into the parent, or annotate a configuration of the child with @ImportAutoConfiguration({AopAutoConfiguration.class,"
                    + " MemoAutoConfiguration.class}).";

    private final ApplicationContext own;
    private final WarningMode warnings;

    /** @param own the context that memoizes */
    public ChildContexts(ApplicationContext own, WarningMode warnings) {
        this.own = own;
        this.warnings = warnings;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        ApplicationContext child = event.getApplicationContext();
        if (warnings == WarningMode.OFF || isOwn(child) || !isOwn(memoizing(child)) || makesProxies(child)) {
            return;
        }
        StartupReport report = new StartupReport();
        report.add(unproxied(child));
        report.give(warnings, null);
    }

    private boolean isOwn(@Nullable ApplicationContext context) {
        return context != null && context.getAutowireCapableBeanFactory() == own.getAutowireCapableBeanFactory();
    }

    /** Returns the nearest context that memoizes. */
    private static @Nullable ApplicationContext memoizing(ApplicationContext child) {
        ApplicationContext each = child;
        while (each != null && each.getBeanNamesForType(MemoizeAdvisor.class, true, false).length == 0) {
            each = each.getParent();
        }
        return each;
    }

    private static boolean makesProxies(ApplicationContext context) {
        return context.getBeanNamesForType(AbstractAutoProxyCreator.class, true, false).length > 0;
    }

    private static List<StartupFinding> unproxied(ApplicationContext child) {
        List<StartupFinding> found = new ArrayList<>();
        Stream.of(child.getBeanDefinitionNames())
                .map(name -> child.getType(name, false))
                .flatMap(Stream::ofNullable)
                .map(ClassUtils::getUserClass)
                .distinct()
                .flatMap(type -> memoized(type).stream())
                .filter(method -> !WovenMethods.isWoven(method))
                .forEach(method -> found.add(new StartupFinding(
                        FindingCode.NOT_INTERCEPTABLE,
                        ReturnTypes.describe(method),
                        "its bean is in the child context '%s', where nothing makes proxies"
                                .formatted(child.getDisplayName()),
                        REMEDY)));
        return found;
    }

    private static Set<Method> memoized(Class<?> type) {
        try {
            return MemoizeAnnotations.all(type).keySet();
        } catch (RuntimeException | LinkageError e) {
            return Set.of();
        }
    }
}
