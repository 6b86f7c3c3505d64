package io.memo.hash;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Lazy proxies and collections of Hibernate: by what they stand for if that is loaded already, else refused, for
 * loading is a query that nobody asked for. Known by their interfaces' names, so that memo need not depend on
 * Hibernate.
 */
final class Hibernate {

    private static final String NOT_LOADED = "it is not loaded yet, and memo never makes Hibernate load anything";

    private Hibernate() {}

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        Class<?> proxy = Supertypes.find(type, "org.hibernate.proxy.HibernateProxy");
        if (proxy != null) {
            return (value, walk) -> {
                Object initializer = call(proxy, "getHibernateLazyInitializer", value);
                Class<?> lazy = Supertypes.find(initializer.getClass(), "org.hibernate.proxy.LazyInitializer");
                if (lazy == null || (boolean) call(lazy, "isUninitialized", initializer)) {
                    return walk.refuse(value, NOT_LOADED);
                }
                return walk.value(call(lazy, "getImplementation", initializer));
            };
        }
        Class<?> collection = Supertypes.find(type, "org.hibernate.collection.spi.PersistentCollection");
        Encoder contents = collection == null ? null : LibraryCollections.of(type);
        if (collection == null || contents == null) {
            return null;
        }
        return (value, walk) -> (boolean) call(collection, "wasInitialized", value)
                ? contents.encode(value, walk)
                : walk.refuse(value, NOT_LOADED);
    }

    private static Object call(Class<?> declaring, String name, Object target) {
        try {
            Method method = declaring.getMethod(name);
            Object result = method.invoke(target);
            if (result != null) {
                return result;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Hibernate has no usable " + declaring.getName() + "." + name, e);
        }
        throw new IllegalStateException("Hibernate returned null from " + declaring.getName() + "." + name);
    }
}
