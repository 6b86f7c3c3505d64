package io.memo.spring.aop;

import io.memo.engine.MethodMemoizer;
import io.memo.engine.call.Invocation;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

/** The advice of proxies around memoized methods. The body of a call tells {@link ProxiedRuns}, so that woven code runs it as it is. */
final class MemoizeInterceptor implements MethodInterceptor {

    private final MethodsOnDemand methods;

    /** @param methods the memoized methods; asked on every call, so the supplier remembers its answer */
    MemoizeInterceptor(Supplier<MemoizedMethods> methods) {
        this.methods = new MethodsOnDemand(methods);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        MemoizedMethods known = target == null ? null : methods.orNull(invocation.getMethod());
        MethodMemoizer memoizer = known == null || target == null
                ? null
                : known.find(invocation.getMethod(), calledClass(invocation, target), target);
        if (memoizer == null || target == null) {
            return invocation.proceed();
        }
        // An invocation can be run once, and not after the advice has returned.
        Invocation body = memoizer.runsLater() && invocation instanceof ProxyMethodInvocation proxied
                ? () -> ProxiedRuns.run(memoizer.method(), proxied.invocableClone())
                : () -> ProxiedRuns.run(memoizer.method(), invocation);
        return memoizer.call(target, invocation.getArguments(), body);
    }

    /** The target of a proxy made of an interface may not implement it, as a repository's does not. */
    private static Class<?> calledClass(MethodInvocation invocation, Object target) {
        boolean implemented = invocation.getMethod().getDeclaringClass().isInstance(target);
        return !implemented && invocation instanceof ProxyMethodInvocation proxied
                ? proxied.getProxy().getClass()
                : target.getClass();
    }
}
