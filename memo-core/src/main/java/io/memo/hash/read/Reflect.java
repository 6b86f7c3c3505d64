package io.memo.hash.read;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Asks objects of libraries that memo knows by name. */
public final class Reflect {

    private Reflect() {}

    /** Returns the public method without parameters, or null if the library has it no longer. */
    public static @Nullable Method method(Class<?> declaring, String name) {
        try {
            return declaring.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Returns the field, accessible, or null if the library has it no longer or does not open it. */
    public static @Nullable Field field(Class<?> declaring, String name) {
        try {
            Field field = declaring.getDeclaredField(name);
            return field.trySetAccessible() ? field : null;
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    public static @Nullable Object call(Method method, Object target) {
        try {
            method.trySetAccessible();
            return method.invoke(target);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not accessible", e);
        }
    }

    /** Calls a public method without parameters that the library is known to have. */
    public static @Nullable Object call(Class<?> declaring, String name, Object target) {
        Method method = method(declaring, name);
        if (method == null) {
            throw new IllegalStateException(declaring.getName() + " has no method " + name);
        }
        return call(method, target);
    }

    public static @Nullable Object get(Field field, @Nullable Object target) {
        try {
            return field.get(target);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not: " + field, e);
        }
    }
}
