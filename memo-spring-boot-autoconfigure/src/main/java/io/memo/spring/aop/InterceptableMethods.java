package io.memo.spring.aop;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Which methods a proxy can intercept, by what their classes say. */
public final class InterceptableMethods {

    private static final String ANOTHER_CLASS = "or move the method to a bean of an ordinary class";

    private InterceptableMethods() {}

    /** Returns why calls of the method on beans of the class pass the proxy by, or null if they do not. */
    public static @Nullable Obstacle obstacle(Method method, Class<?> targetClass) {
        if (Proxy.isProxyClass(targetClass)) {
            // Made final by the JDK, and yet another proxy of its interfaces can be put around it.
            return null;
        }
        if (ClassUtils.isLambdaClass(targetClass)) {
            return ofLambda(method);
        }
        Obstacle ofMethod = ofMethod(method, targetClass);
        return ofMethod != null ? ofMethod : ofClass(targetClass);
    }

    private static @Nullable Obstacle ofLambda(Method method) {
        return method.isDefault()
                ? obstacle(
                        "it is a default method, and its bean a lambda",
                        "Write the bean as a class that implements the interface")
                : null;
    }

    private static @Nullable Obstacle ofMethod(Method method, Class<?> targetClass) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return obstacle("it is private", "Make it public");
        }
        if (Modifier.isStatic(modifiers)) {
            return obstacle("it is static", "Make it a public instance method");
        }
        if (Modifier.isFinal(modifiers)) {
            return obstacle("it is final", "Remove final; in Kotlin write open");
        }
        Class<?> owner = method.getDeclaringClass();
        boolean isShared = Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers) || owner.isInterface();
        return isShared || isSamePackage(owner, targetClass)
                ? null
                : obstacle("it is package-private in a class of another package", "Make it public");
    }

    private static Obstacle obstacle(String why, String remedy) {
        return new Obstacle(why + ", so a proxy cannot intercept it", remedy);
    }

    private static boolean isSamePackage(Class<?> one, Class<?> other) {
        return one.getPackageName().equals(other.getPackageName()) && one.getClassLoader() == other.getClassLoader();
    }

    private static @Nullable Obstacle ofClass(Class<?> type) {
        if (type.isRecord()) {
            return obstacle(
                    "its class is a record, which is final", "Make the record a class, %s".formatted(ANOTHER_CLASS));
        }
        if (type.isEnum()
                || type.getSuperclass() != null && type.getSuperclass().isEnum()) {
            return obstacle("its class is an enum", "Make the enum a class, %s".formatted(ANOTHER_CLASS));
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return obstacle("its class is final", "Remove final; in Kotlin write open, %s".formatted(ANOTHER_CLASS));
        }
        if (type.isSealed() && !type.isInterface()) {
            return obstacle("its class is sealed", "Remove sealed and permits, %s".formatted(ANOTHER_CLASS));
        }
        if (type.isHidden()) {
            return obstacle("its class is hidden, made at run time", "Move the method to a bean of an ordinary class");
        }
        Constructor<?>[] constructors = constructors(type);
        boolean isClosed = constructors.length > 0
                && Stream.of(constructors).allMatch(each -> Modifier.isPrivate(each.getModifiers()));
        return isClosed
                ? obstacle(
                        "all constructors of its class are private",
                        "Give the class a constructor that is not private, %s".formatted(ANOTHER_CLASS))
                : null;
    }

    private static Constructor<?>[] constructors(Class<?> type) {
        try {
            return type.getDeclaredConstructors();
        } catch (LinkageError e) {
            // A parameter's class is not there. Whoever makes the proxy meets the same, and says so.
            return new Constructor<?>[0];
        }
    }
}
