package io.memo.hash.registry;

import io.memo.Hasher;
import io.memo.InvalidMemoizeException;
import io.memo.TypedHasher;
import io.memo.hash.classify.Boxes;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which type a hasher serves, and what to call it in a message. */
public final class HasherTypes {

    private HasherTypes() {}

    /**
     * Returns the type that the hasher serves, by itself or by its declaration.
     *
     * @throws InvalidMemoizeException if neither tells, as for a lambda
     */
    public static Class<?> typeOf(Hasher<?> hasher) {
        Class<?> type =
                hasher instanceof TypedHasher<?> typed ? typed.type() : declared(hasher.getClass(), new HashMap<>());
        if (type == null) {
            throw new InvalidMemoizeException(
                    "Which type " + describe(hasher) + " serves cannot be told: a lambda has no generic type.",
                    "Wrap it as Hashers.of(MyType.class, hasher), or return it from a bean method declared as"
                            + " Hasher<MyType>.");
        }
        Class<?> box = Boxes.of(type);
        return box == null ? type : box;
    }

    /** Returns the class whose code gives the answers. */
    public static Class<?> implementation(Hasher<?> hasher) {
        return hasher instanceof TypedHasher<?> typed ? typed.implementation() : hasher.getClass();
    }

    /** Returns a name for messages: the class, or where the lambda was written. */
    public static String describe(Hasher<?> hasher) {
        Class<?> implementation = implementation(hasher);
        if (hasher instanceof TypedHasher<?> typed && implementation.getPackage() == Hasher.class.getPackage()) {
            return "Hashers.of(" + typed.type().getSimpleName() + ".class, ...)";
        }
        String name = implementation.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
    }

    private static @Nullable Class<?> declared(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        for (Type implemented : type.getGenericInterfaces()) {
            Class<?> found = through(implemented, bindings);
            if (found != null) {
                return found;
            }
        }
        Type superclass = type.getGenericSuperclass();
        return superclass == null ? null : through(superclass, bindings);
    }

    private static @Nullable Class<?> through(Type supertype, Map<TypeVariable<?>, Type> bindings) {
        if (supertype instanceof Class<?> raw) {
            return raw == Hasher.class ? null : declared(raw, bindings);
        }
        if (!(supertype instanceof ParameterizedType parameterized)) {
            return null;
        }
        Class<?> raw = (Class<?>) parameterized.getRawType();
        Type[] arguments = parameterized.getActualTypeArguments();
        if (raw == Hasher.class) {
            return erase(arguments[0], bindings);
        }
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            bindings.put(variables[i], arguments[i]);
        }
        return declared(raw, bindings);
    }

    private static @Nullable Class<?> erase(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return erase(parameterized.getRawType(), bindings);
        }
        if (type instanceof GenericArrayType array) {
            Class<?> component = erase(array.getGenericComponentType(), bindings);
            return component == null ? null : component.arrayType();
        }
        if (type instanceof WildcardType wildcard) {
            return erase(wildcard.getUpperBounds()[0], bindings);
        }
        Type bound = bindings.get(type);
        return bound == null || bound.equals(type) ? null : erase(bound, bindings);
    }
}
