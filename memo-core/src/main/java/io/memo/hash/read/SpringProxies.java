package io.memo.hash.read;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import org.jspecify.annotations.Nullable;

/**
 * JDK proxies of Spring that do not tell what is behind them, as the projections of Spring Data. Known by name, so that memo need
 * not depend on Spring.
 */
public final class SpringProxies {

    private static final String HANDLER = "org.springframework.aop.framework.JdkDynamicAopProxy";
    private static final String ONE_TARGET = "org.springframework.aop.target.SingletonTargetSource";

    private SpringProxies() {}

    /** Returns the one object behind a proxy with this handler, or null if it is no such proxy or has none. */
    public static @Nullable Object target(InvocationHandler handler) {
        if (!handler.getClass().getName().equals(HANDLER)) {
            return null;
        }
        Object advised = read(handler, "advised");
        Object source = advised == null ? null : read(advised, "targetSource");
        return source != null && source.getClass().getName().equals(ONE_TARGET) ? read(source, "target") : null;
    }

    private static @Nullable Object read(Object object, String name) {
        for (Class<?> c = object.getClass(); c != null; c = c.getSuperclass()) {
            try {
                Field field = c.getDeclaredField(name);
                return field.trySetAccessible() ? field.get(object) : null;
            } catch (NoSuchFieldException e) {
                continue;
            } catch (IllegalAccessException e) {
                return null;
            }
        }
        return null;
    }
}
