package io.memo.benchmarks.replay;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The methods that somebody could memoize. */
final class Roots {

    private static final String COMPONENT = "org.springframework.stereotype.Component";

    /** Which methods these are. */
    enum Kind {
        /** The public methods of classes that Spring makes beans of by an annotation. */
        BEANS,
        /** The public methods of all public classes. */
        API
    }

    private Roots() {}

    /** Returns the methods with a body that the classes declare, but for what compilers make. */
    static List<Method> of(Kind kind, List<Class<?>> classes) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type : classes) {
            if (chosen(kind, type)) {
                for (Method method : type.getDeclaredMethods()) {
                    if (Modifier.isPublic(method.getModifiers())
                            && !Modifier.isAbstract(method.getModifiers())
                            && !method.isSynthetic()) {
                        methods.add(method);
                    }
                }
            }
        }
        return methods;
    }

    private static boolean chosen(Kind kind, Class<?> type) {
        if (type.isInterface() || type.isAnonymousClass() || type.isLocalClass()) {
            return false;
        }
        return kind == Kind.API
                ? Modifier.isPublic(type.getModifiers())
                : component(type.getAnnotations(), new HashSet<>());
    }

    private static boolean component(Annotation[] annotations, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getName().equals(COMPONENT) || (seen.add(type) && component(type.getAnnotations(), seen))) {
                return true;
            }
        }
        return false;
    }
}
