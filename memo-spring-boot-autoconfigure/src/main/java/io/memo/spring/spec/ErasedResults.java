package io.memo.spring.spec;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Tells of a method whether Spring Security may take the credentials out of its results: it does so after each login, in place.
 * Who logs in by a hit would be turned away then, so such a result is made anew once it was changed. Known by the names of types, so
 * that memo need not depend on Spring Security.
 */
public final class ErasedResults {

    private static final String SECURITY = "org.springframework.security.core.";
    private static final String ERASED = SECURITY + "CredentialsContainer";

    /** Interfaces whose usual implementations can be erased. */
    private static final Set<String> OFTEN_ERASED =
            Set.of(SECURITY + "userdetails.UserDetails", SECURITY + "Authentication");

    private ErasedResults() {}

    /** Returns whether the method's results are, or hold as type arguments, what may be erased. */
    public static boolean areOf(Method method, Class<?> targetClass) {
        Deque<ResolvableType> open = new ArrayDeque<>(Set.of(ResolvableType.forMethodReturnType(method, targetClass)));
        while (!open.isEmpty()) {
            ResolvableType type = open.remove();
            Class<?> raw = type.resolve();
            if (raw != null && mayBeErased(raw)) {
                return true;
            }
            if (type.isArray()) {
                open.add(type.getComponentType());
            }
            open.addAll(List.of(type.getGenerics()));
        }
        return false;
    }

    private static boolean mayBeErased(Class<?> type) {
        return is(type, Set.of(ERASED)) || (type.isInterface() && is(type, OFTEN_ERASED));
    }

    private static boolean is(Class<?> type, Set<String> names) {
        if (names.contains(type.getName())) {
            return true;
        }
        for (Class<?> each : type.isInterface() ? type.getInterfaces() : ClassUtils.getAllInterfacesForClass(type)) {
            if (is(each, names)) {
                return true;
            }
        }
        return false;
    }
}
