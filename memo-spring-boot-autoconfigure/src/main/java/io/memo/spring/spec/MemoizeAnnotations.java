package io.memo.spring.spec;

import io.memo.Memoize;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The one reader of {@link Memoize}: on the method itself, on those it overrides or implements, on other annotations. */
public final class MemoizeAnnotations {

    private MemoizeAnnotations() {}

    /** Returns the annotation that holds for the method in objects of the class, with aliases applied, or null. */
    public static @Nullable Memoize find(Method method, Class<?> targetClass) {
        Memoize onTarget = AnnotatedElementUtils.findMergedAnnotation(specific(method, targetClass), Memoize.class);
        return onTarget != null ? onTarget : AnnotatedElementUtils.findMergedAnnotation(method, Memoize.class);
    }

    /**
     * Returns the method whose body runs when this one is called on an object of the class; never a bridge. Of a JDK proxy, as
     * a client made of an interface is one, and of a lambda it is the method of the interface.
     */
    public static Method specific(Method method, Class<?> targetClass) {
        if (hasNoCode(targetClass)) {
            return onInterface(method, targetClass);
        }
        // The target of a repository's proxy does not implement its interface.
        return !method.getDeclaringClass().isAssignableFrom(targetClass)
                ? method
                : AopUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(targetClass));
    }

    /**
     * Returns the class that the user wrote of which objects of this class are: never a generated one. Of a JDK proxy it is the
     * interface by which it has the method.
     */
    public static Class<?> written(Method specific, Class<?> targetClass) {
        Class<?> declaring = specific.getDeclaringClass();
        if (!hasNoCode(targetClass)) {
            Class<?> user = ClassUtils.getUserClass(targetClass);
            return declaring.isAssignableFrom(user) ? user : declaring;
        }
        for (Class<?> implemented : targetClass.getInterfaces()) {
            if (declaring.isAssignableFrom(implemented)) {
                return implemented;
            }
        }
        return declaring;
    }

    /** Returns whether the JVM made the class for its interfaces. */
    private static boolean hasNoCode(Class<?> type) {
        return Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type);
    }

    private static Method onInterface(Method method, Class<?> proxyClass) {
        if (method.getDeclaringClass() != proxyClass) {
            return method;
        }
        for (Class<?> type : proxyClass.getInterfaces()) {
            Method declared = ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes());
            if (declared != null) {
                return declared;
            }
        }
        return method;
    }

    /** Returns the annotated methods of a class, inherited ones included, bridges not. */
    public static Map<Method, Memoize> all(Class<?> targetClass) {
        if (!AnnotationUtils.isCandidateClass(targetClass, Memoize.class)) {
            return Map.of();
        }
        return MethodIntrospector.selectMethods(
                targetClass, (MethodIntrospector.MetadataLookup<Memoize>) method -> find(method, targetClass));
    }
}
