package io.memo.spring.aop;

import io.memo.Memoize;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The one reader of {@link Memoize}: on the method itself, on those it overrides or implements, on other annotations. */
final class Annotations {

    private Annotations() {}

    /** Returns the annotation that holds for the method in objects of the class, with aliases applied, or null. */
    static @Nullable Memoize find(Method method, Class<?> targetClass) {
        Memoize onTarget = AnnotatedElementUtils.findMergedAnnotation(specific(method, targetClass), Memoize.class);
        return onTarget != null ? onTarget : AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class);
    }

    /** Returns the method whose body runs when this one is called on an object of the class; never a bridge. */
    static Method specific(Method method, Class<?> targetClass) {
        return AopUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(targetClass));
    }

    /** Returns the annotated methods of a class, inherited ones included, bridges not. */
    static Map<Method, Memoize> all(Class<?> targetClass) {
        if (!AnnotationUtils.isCandidateClass(targetClass, Memoize.class)) {
            return Map.of();
        }
        return MethodIntrospector.selectMethods(
                targetClass, (MethodIntrospector.MetadataLookup<Memoize>) method -> find(method, targetClass));
    }
}
