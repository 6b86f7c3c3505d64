package io.memo.spring.aop;

import io.memo.InvalidMemoizeException;
import io.memo.Memoize;
import io.memo.engine.MethodMemoizer;
import io.memo.engine.call.Invocation;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.beans.BeansException;
import org.springframework.core.NestedExceptionUtils;

/**
 * The advice around memoized methods. It is an aspect, for Spring's AspectJ support, and a plain interceptor, which is how
 * {@link MemoizeAdvisor} applies it to beans: the same advice at a fraction of the cost of a call.
 *
 * <p>Looks up its methods when it is first called, not when it is made, for advisors are made before all other beans. A call
 * that comes while the beans of memo are being made runs the method.
 */
@Aspect
public class MemoizeAspect implements MethodInterceptor {

    private static final Logger log = LoggerFactory.getLogger(MemoizeAspect.class);

    private final Supplier<MemoizedMethods> methods;

    /** @param methods the memoized methods; asked on every call, so the supplier remembers its answer */
    public MemoizeAspect(Supplier<MemoizedMethods> methods) {
        this.methods = methods;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        MethodMemoizer memoizer =
                target == null ? null : memoizer(invocation.getMethod(), calledClass(invocation, target), target);
        if (memoizer == null || target == null) {
            return invocation.proceed();
        }
        // An invocation can be run once, and not after the advice has returned.
        Invocation body = memoizer.isAsync() && invocation instanceof ProxyMethodInvocation proxied
                ? () -> proxied.invocableClone().proceed()
                : invocation::proceed;
        return memoizer.call(target, invocation.getArguments(), body);
    }

    /** The target of a proxy made of an interface may not implement it, as a repository's does not. */
    private static Class<?> calledClass(MethodInvocation invocation, Object target) {
        boolean implemented = invocation.getMethod().getDeclaringClass().isInstance(target);
        return !implemented && invocation instanceof ProxyMethodInvocation proxied
                ? proxied.getProxy().getClass()
                : target.getClass();
    }

    /** Answers a call of a method that bears {@link Memoize} itself; one that only inherits it is not matched. */
    @Around("execution(@io.memo.Memoize * *(..))")
    public @Nullable Object around(ProceedingJoinPoint joinPoint) throws Throwable {
        Method method = ((MethodSignature) joinPoint.getSignature()).getMethod();
        Object target = joinPoint.getTarget();
        MethodMemoizer memoizer = target == null ? null : memoizer(method, target.getClass(), target);
        return memoizer == null || target == null
                ? joinPoint.proceed()
                : memoizer.call(target, joinPoint.getArgs(), joinPoint::proceed);
    }

    private @Nullable MethodMemoizer memoizer(Method method, Class<?> called, Object target) {
        MemoizedMethods known;
        try {
            known = methods.get();
        } catch (BeansException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof InvalidMemoizeException invalid) {
                throw invalid;
            }
            log.debug("A call of {} came before memo was there; the method runs", method, e);
            return null;
        }
        return known.find(method, called, target);
    }
}
