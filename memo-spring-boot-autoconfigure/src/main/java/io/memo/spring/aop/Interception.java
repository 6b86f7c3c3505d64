package io.memo.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Which methods a proxy can intercept. */
final class Interception {

    private Interception() {}

    /** Returns why calls of the method on beans of the class pass the proxy by, in words, or null if they do not. */
    static @Nullable String obstacle(Method method, Class<?> targetClass) {
        if (Proxy.isProxyClass(targetClass)) {
            // Made final by the JDK, and yet another proxy of its interfaces can be put around it.
            return null;
        }
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return "it is private";
        }
        if (Modifier.isStatic(modifiers)) {
            return "it is static";
        }
        if (Modifier.isFinal(modifiers)) {
            return "it is final";
        }
        return Modifier.isFinal(targetClass.getModifiers()) ? "its class is final" : null;
    }
}
