package io.memo.spring.aop;

import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;

/** Applies the {@link MemoizeInterceptor} to beans. */
public final class MemoizeAdvisor extends AbstractPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private final transient Pointcut pointcut = new MemoizePointcut();
    private final transient Advice advice;

    /**
     * @param methods the memoized methods, not asked before the first call
     * @param order the place among the advisors of a bean; higher is further in
     */
    public MemoizeAdvisor(Supplier<MemoizedMethods> methods, int order) {
        this.advice = new MemoizeInterceptor(methods);
        setOrder(order);
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }
}
