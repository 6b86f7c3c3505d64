package io.memo.hash.classify;

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Predicate;

/** Which classes say themselves what is written of their objects, so that {@code transient} says nothing of their fields. */
public final class SerialForms {

    private SerialForms() {}

    /** Returns whether the class or one above it, outside the JDK, writes its own serial form. */
    public static boolean isOwn(Class<?> type) {
        return Externalizable.class.isAssignableFrom(type) || writes(type) || replaces(type);
    }

    /** Returns whether the class or one above it, outside the JDK, has a {@code writeObject} method. */
    public static boolean writes(Class<?> type) {
        return declares(
                type,
                method -> method.getName().equals("writeObject")
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {ObjectOutputStream.class}));
    }

    /** Returns whether the class or one above it, outside the JDK, has a {@code writeReplace} method. */
    public static boolean replaces(Class<?> type) {
        return declares(type, method -> method.getName().equals("writeReplace") && method.getParameterCount() == 0);
    }

    private static boolean declares(Class<?> type, Predicate<Method> wanted) {
        for (Class<?> c = type; c != null && !Jdk.owns(c); c = c.getSuperclass()) {
            if (Arrays.stream(c.getDeclaredMethods()).anyMatch(wanted)) {
                return true;
            }
        }
        return false;
    }
}
