package io.memo.hash.library;

import io.memo.hash.classify.Supertypes;
import io.memo.hash.collection.LibraryCollectionEncoders;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Lazy proxies, collections and attributes of Hibernate: by what they stand for if that is loaded already, else by what
 * identifies them, for loading is a query that nobody asked for. One that is loaded later is another value, since it can be told
 * from the one that is not; a kept result stays the same ({@code UninitialisedPlaces}). Known by names, so that memo need not depend on Hibernate.
 */
public final class Hibernate {

    private static final String PROXY = "org.hibernate.proxy.HibernateProxy";
    private static final String COLLECTION = "org.hibernate.collection.spi.PersistentCollection";
    private static final String ENHANCED = "org.hibernate.engine.spi.PersistentAttributeInterceptable";
    private static final String INTERCEPTOR =
            "org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor";
    private static final String NOT_LOADED = "not loaded by Hibernate";

    private Hibernate() {}

    /** Returns the encoder of the class, or null if it is none of these. */
    static @Nullable Encoder of(Class<?> type) {
        Class<?> proxy = Supertypes.find(type, PROXY);
        if (proxy != null) {
            return (value, pass) -> proxy(proxy, value, pass);
        }
        Class<?> collection = Supertypes.find(type, COLLECTION);
        Encoder contents = collection == null ? null : LibraryCollectionEncoders.of(type);
        return collection == null || contents == null
                ? null
                : (value, pass) -> collection(collection, contents, value, pass);
    }

    private static boolean proxy(Class<?> proxy, Object value, EncodingPass pass) {
        Object initializer = Reflect.call(proxy, "getHibernateLazyInitializer", value);
        Class<?> lazy = initializer == null
                ? null
                : Supertypes.find(initializer.getClass(), "org.hibernate.proxy.LazyInitializer");
        if (initializer == null || lazy == null) {
            return pass.refuse(value, "it is a proxy of Hibernate without an initializer");
        }
        boolean absent = Boolean.TRUE.equals(Reflect.call(lazy, "isUninitialized", initializer));
        @Nullable
        Object[] parts = pass.kept().notInitialised(value, "", absent, () ->
                new Object[] {Reflect.call(lazy, "getEntityName", initializer), identifier(lazy, initializer)});
        return parts == null ? pass.value(Reflect.call(lazy, "getImplementation", initializer)) : write(parts, pass);
    }

    // The other one loads the entity where JPA demands it.
    private static @Nullable Object identifier(Class<?> lazy, Object initializer) {
        String method =
                Reflect.method(lazy, "getInternalIdentifier") == null ? "getIdentifier" : "getInternalIdentifier";
        return Reflect.call(lazy, method, initializer);
    }

    private static boolean collection(Class<?> collection, Encoder contents, Object value, EncodingPass pass) {
        boolean absent = !Boolean.TRUE.equals(Reflect.call(collection, "wasInitialized", value));
        @Nullable
        Object[] parts = pass.kept().notInitialised(value, "", absent, () ->
                new Object[] {Reflect.call(collection, "getRole", value), Reflect.call(collection, "getKey", value)});
        return parts == null ? contents.encode(value, pass) : write(parts, pass);
    }

    /** Returns whether the object is a collection that would load if it was read. */
    public static boolean isLazy(Object value) {
        Class<?> collection = Supertypes.find(value.getClass(), COLLECTION);
        return collection != null && !Boolean.TRUE.equals(Reflect.call(collection, "wasInitialized", value));
    }

    /** Returns what the field of an entity with lazy attributes stands for, or null if the enhancer made none such of the class. */
    static @Nullable FieldMeaning meaning(Field field, Class<?> type) {
        if (Supertypes.find(type, ENHANCED) == null) {
            return null;
        }
        Field interceptors = interceptors(type);
        String attribute = field.getName();
        return interceptors == null
                ? null
                : (holder, value, pass) -> {
                    Object interceptor = Reflect.get(interceptors, holder);
                    boolean absent = interceptor != null && !isLoaded(interceptor, attribute);
                    // It may have been set before it was loaded.
                    @Nullable
                    Object[] parts = pass.kept().notInitialised(holder, attribute, absent, () -> new Object[] {value});
                    return parts == null ? pass.value(value) : write(parts, pass);
                };
    }

    private static @Nullable Field interceptors(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Field field = Reflect.field(c, "$$_hibernate_attributeInterceptor");
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    private static boolean isLoaded(Object interceptor, String attribute) {
        Class<?> lazy = Supertypes.find(interceptor.getClass(), INTERCEPTOR);
        try {
            return lazy == null
                    || Boolean.TRUE.equals(
                            lazy.getMethod("isAttributeLoaded", String.class).invoke(interceptor, attribute));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Hibernate has no usable " + lazy.getName() + ".isAttributeLoaded", e);
        }
    }

    private static boolean write(@Nullable Object[] identification, EncodingPass pass) {
        pass.mutable();
        return pass.push(PartsFrame.mutable(null, NOT_LOADED, identification));
    }
}
