package io.memo.store.trust;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The classes outside the JDK that the type of a result leads to: by its type arguments, by superclasses, and by the fields
 * of each with theirs. They may be stored without being listed, and their fingerprints are part of every key.
 */
final class ResultTypes {

    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Type> seen = new HashSet<>();
    private final Map<String, Class<?>> classes = new TreeMap<>();
    private final Map<String, String> obstacles = new TreeMap<>();

    private record Step(Type type, String path) {}

    private final Function<Class<?>, @Nullable String> obstacle;

    private ResultTypes(Function<Class<?>, @Nullable String> obstacle) {
        this.obstacle = obstacle;
    }

    /** @param obstacle gives why a codec cannot store objects of a class outside the JDK, null if it can */
    static ResultTypes of(Type returnType, Function<Class<?>, @Nullable String> obstacle) {
        ResultTypes types = new ResultTypes(obstacle);
        types.meet(returnType, "result");
        while (!types.open.isEmpty()) {
            types.visit(types.open.remove());
        }
        return types;
    }

    /** Returns the binary names of the classes. */
    Set<String> names() {
        return classes.keySet();
    }

    /** Returns for each place that can hold nothing storable, sorted, what is wrong with it. */
    Map<String, String> obstacles(AllowList allowed) {
        Map<String, String> all = new TreeMap<>(obstacles);
        classes.values().forEach(type -> {
            String refusal = allowed.refusal(type.getName());
            if (refusal != null) {
                all.put(type.getName(), refusal);
            }
        });
        return all;
    }

    /** Returns the digest of the fingerprints of all of them; a class without one counts by its name. */
    Digest fingerprint(Trust trust) {
        FramedSink sink = new FramedSink();
        for (Class<?> type : classes.values()) {
            Digest own = trust.fingerprint(type);
            sink.putString(type.getName()).putByte(own == null ? 0 : 1);
            if (own != null) {
                sink.putDigest(own);
            }
        }
        return sink.digest();
    }

    private void meet(@Nullable Type type, String path) {
        if (type != null && seen.add(type)) {
            open.add(new Step(type, path));
        }
    }

    private void visit(Step step) {
        Type type = step.type();
        String path = step.path();
        if (type instanceof Class<?> plain) {
            visit(plain, path);
        } else if (type instanceof ParameterizedType generic) {
            meet(generic.getRawType(), path);
            for (Type argument : generic.getActualTypeArguments()) {
                meet(argument, path + "[]");
            }
        } else if (type instanceof GenericArrayType array) {
            meet(array.getGenericComponentType(), path + "[]");
        } else if (type instanceof WildcardType wildcard) {
            meetAll(wildcard.getUpperBounds(), path);
        } else if (type instanceof TypeVariable<?> variable) {
            meetAll(variable.getBounds(), path);
        }
    }

    private void meetAll(Type[] types, String path) {
        for (Type type : types) {
            meet(type, path);
        }
    }

    private void visit(Class<?> type, String path) {
        if (type.isArray()) {
            meet(type.getComponentType(), path + "[]");
            return;
        }
        boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
        if (type.isPrimitive() || JdkTypes.owns(type.getName())) {
            if (concrete
                    && Modifier.isFinal(type.getModifiers())
                    && !type.isPrimitive()
                    && !JdkTypes.contains(type.getName())) {
                obstacles.put(path, type.getName() + " is no plain value");
            }
            return;
        }
        classes.put(type.getName(), type);
        String reason = concrete ? obstacle.apply(type) : null;
        if (reason != null) {
            obstacles.put(path, reason);
        }
        meet(type.getGenericSuperclass(), path);
        for (Class<?> permitted : type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[0]) {
            meet(permitted, path);
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                meet(field.getGenericType(), path + "." + field.getName());
            }
        }
    }
}
