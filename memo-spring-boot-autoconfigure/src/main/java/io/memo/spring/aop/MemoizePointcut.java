package io.memo.spring.aop;

import io.memo.Memoize;
import io.memo.spring.spec.MemoizeAnnotations;
import java.lang.reflect.Method;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.annotation.AnnotationUtils;

/** Matches methods that are memoized and can be intercepted. A class that cannot be proxied is left alone. */
final class MemoizePointcut extends StaticMethodMatcherPointcut {

    MemoizePointcut() {
        setClassFilter(type -> AnnotationUtils.isCandidateClass(type, Memoize.class));
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return MemoizeAnnotations.find(method, targetClass) != null
                && InterceptableMethods.obstacle(MemoizeAnnotations.specific(method, targetClass), targetClass) == null;
    }
}
