package io.memo.spring.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.aspectj.AbstractAspectJAdvice;
import org.springframework.aop.aspectj.annotation.BeanFactoryAspectJAdvisorsBuilder;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Application advice that runs between memo and the method, so on a miss only; its code is part of the fingerprint. Advice with memo's
 * own order counts too, because Spring does not say which is outside.
 */
public final class InnerAdvice {

    /** They surround the run, and leave what it returns as it is. */
    private static final Set<String> RESULTS_STAY = Set.of(
            "org.springframework.transaction.interceptor.TransactionInterceptor",
            "org.springframework.transaction.interceptor.TransactionAspectSupport",
            "org.springframework.dao.support.PersistenceExceptionTranslationInterceptor");

    private final ConfigurableListableBeanFactory beanFactory;
    private final BeanFactoryAspectJAdvisorsBuilder aspects;
    private final int order;

    /**
     * @param beanFactory holds the aspects and advisors
     * @param order that of memo's own advice; higher is further in
     */
    public InnerAdvice(ConfigurableListableBeanFactory beanFactory, int order) {
        this.beanFactory = beanFactory;
        this.aspects = new BeanFactoryAspectJAdvisorsBuilder(beanFactory);
        this.order = order;
    }

    /**
     * Returns the methods of advice that runs inside the cache of the method; empty if there is none, as where no proxy can intercept
     * the method.
     */
    public Set<Method> around(Method method, Class<?> targetClass) {
        if (InterceptableMethods.obstacle(method, targetClass) != null) {
            return Set.of();
        }
        Set<Method> found = new LinkedHashSet<>();
        for (Advisor advisor : AopUtils.findAdvisorsThatCanApply(inner(), targetClass)) {
            boolean applies = !(advisor instanceof PointcutAdvisor pointed)
                    || pointed.getPointcut().getMethodMatcher().matches(method, targetClass);
            if (applies) {
                found.addAll(methodsOf(advisor.getAdvice()));
            }
        }
        return found;
    }

    /** Returns whether a call through a proxy may have another result than one that passes it by, since advice is inside the cache. */
    public boolean mayChangeResults(Method method, Class<?> targetClass) {
        return around(method, targetClass).stream()
                .anyMatch(
                        each -> !RESULTS_STAY.contains(each.getDeclaringClass().getName()));
    }

    private List<Advisor> inner() {
        List<Advisor> all = new ArrayList<>(aspects.buildAspectJAdvisors());
        for (String name : beanFactory.getBeanNamesForType(Advisor.class, true, false)) {
            if (!beanFactory.isCurrentlyInCreation(name)) {
                all.add(beanFactory.getBean(name, Advisor.class));
            }
        }
        all.removeIf(advisor -> advisor instanceof MemoizeAdvisor || orderOf(advisor) < order);
        return all;
    }

    private static int orderOf(Advisor advisor) {
        return advisor instanceof Ordered ordered ? ordered.getOrder() : Ordered.LOWEST_PRECEDENCE;
    }

    private static List<Method> methodsOf(Advice advice) {
        if (advice instanceof AbstractAspectJAdvice aspect) {
            return List.of(aspect.getAspectJAdviceMethod());
        }
        // Whichever of its interfaces the proxy calls it by.
        return Stream.of(ClassUtils.getUserClass(advice).getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .toList();
    }
}
