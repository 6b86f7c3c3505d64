package io.memo.spring.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * Tells methods whose executions memo's weaving advises. The weaver leaves an annotation on each, in the class that was loaded or
 * written: the same aspect that adds the advice declares it, so that one is not there without the other.
 */
public final class WovenMethods {

    /** By name, for the module may not be there. */
    private static final String MARK = "io.memo.aspectj.Woven";

    private WovenMethods() {}

    /** Returns whether executions of the method itself are advised, wherever it is called from. */
    public static boolean isWoven(Method method) {
        for (Annotation annotation : method.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals(MARK)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether objects of the class have a woven method, inherited ones included. */
    public static boolean areIn(Class<?> type) {
        Class<?> user = ClassUtils.getUserClass(type);
        Stream<Class<?>> superclasses = Stream.iterate(user, c -> c != null && c != Object.class, Class::getSuperclass);
        try {
            return Stream.concat(superclasses, ClassUtils.getAllInterfacesForClassAsSet(user).stream())
                    .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                    .anyMatch(WovenMethods::isWoven);
        } catch (LinkageError e) {
            // The class of a parameter is not there. It may have one, and nobody can tell.
            return true;
        }
    }
}
