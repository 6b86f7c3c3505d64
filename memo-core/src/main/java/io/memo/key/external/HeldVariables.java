package io.memo.key.external;

import io.memo.fingerprint.ExternalVariable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which external variables people are shown: those of objects that the target or a static may hold, not of objects that code only
 * makes or is given. Goes by the declared types of the fields that code reads. In doubt a field is shown.
 */
final class HeldVariables {

    private final @Nullable ClassLoader loader;
    private final Set<Class<?>> held = new HashSet<>();
    private final Map<String, Optional<Class<?>>> owners = new HashMap<>();
    private boolean anything;

    private HeldVariables(Class<?> target) {
        this.loader = target.getClassLoader();
        held.add(target);
    }

    /**
     * Returns those of the variables that may be held, in their order.
     *
     * @param target the class of the object that the method is called on
     */
    static List<ExternalVariable> among(List<ExternalVariable> variables, Class<?> target) {
        HeldVariables found = new HeldVariables(target);
        Set<ExternalVariable> open = new HashSet<>(variables);
        boolean more = true;
        while (more && !found.anything) {
            List<ExternalVariable> next = open.stream().filter(found::mayBeHeld).toList();
            next.forEach(found::hold);
            next.forEach(open::remove);
            more = !next.isEmpty();
        }
        return found.anything
                ? variables
                : variables.stream().filter(each -> !open.contains(each)).toList();
    }

    private boolean mayBeHeld(ExternalVariable variable) {
        Class<?> owner = variable.isStatic() ? null : find(variable.owner());
        return owner == null
                || held.stream().anyMatch(each -> each.isAssignableFrom(owner) || owner.isAssignableFrom(each));
    }

    private void hold(ExternalVariable variable) {
        Class<?> owner = find(variable.owner());
        try {
            Field field = owner == null ? null : owner.getDeclaredField(variable.name());
            if (field != null) {
                hold(field.getGenericType());
            }
        } catch (NoSuchFieldException | LinkageError | TypeNotPresentException e) {
            anything = true;
        }
    }

    private void hold(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            hold((Class<?>) parameterized.getRawType(), true);
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(this::hold);
        } else if (type instanceof GenericArrayType array) {
            hold(array.getGenericComponentType());
        } else if (type instanceof Class<?> plain) {
            hold(plain.isArray() ? plain.getComponentType() : plain, false);
        } else {
            anything = true;
        }
    }

    /** A lambda may have captured anything. */
    private void hold(Class<?> type, boolean hasArguments) {
        boolean isOpen = type == Object.class || (type.getTypeParameters().length > 0 && !hasArguments);
        anything |= isOpen || isFunctional(type);
        held.add(type);
    }

    private static boolean isFunctional(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .count()
                        == 1;
    }

    private @Nullable Class<?> find(String name) {
        return owners.computeIfAbsent(name, this::load).orElse(null);
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
