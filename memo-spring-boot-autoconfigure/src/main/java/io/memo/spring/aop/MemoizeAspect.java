package io.memo.spring.aop;

import io.memo.Memoize;
import io.memo.engine.Invocation;
import io.memo.engine.MethodMemoizer;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;

/**
 * The advice around memoized methods. It is an aspect, which AspectJ can apply, and a plain interceptor, which is how
 * {@link MemoizeAdvisor} applies it to beans: the same advice at a fraction of the cost of a call.
 *
 * <p>Looks up its methods when it is first called, not when it is made, for advisors are made before all other beans.
 */
@Aspect
public class MemoizeAspect implements MethodInterceptor {

    private final Supplier<MemoizedMethods> methods;

    /** @param methods the memoized methods; asked on every call, so the supplier remembers its answer */
    public MemoizeAspect(Supplier<MemoizedMethods> methods) {
        this.methods = methods;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return call(invocation.getMethod(), invocation.getThis(), invocation.getArguments(), invocation::proceed);
    }

    /** Answers a call of a method that bears {@link Memoize} itself. */
    @Around("execution(@io.memo.Memoize * *(..))")
    public @Nullable Object around(ProceedingJoinPoint joinPoint) throws Throwable {
        Method method = ((MethodSignature) joinPoint.getSignature()).getMethod();
        return call(method, joinPoint.getTarget(), joinPoint.getArgs(), joinPoint::proceed);
    }

    private @Nullable Object call(Method method, @Nullable Object target, @Nullable Object[] arguments, Invocation body)
            throws Throwable {
        MethodMemoizer memoizer = target == null ? null : methods.get().find(method, target.getClass());
        return memoizer == null || target == null ? body.run() : memoizer.call(target, arguments, body);
    }
}
