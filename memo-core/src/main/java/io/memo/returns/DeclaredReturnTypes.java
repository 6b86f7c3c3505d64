package io.memo.returns;

import io.memo.MemoIgnore;
import io.memo.ReturnMode;
import io.memo.returns.jdk.JdkCopies;
import io.memo.returns.jdk.Unmodifiable;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Types;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a declared type for what cannot be returned so: its type arguments, and the fields of the classes that these name.
 * A type that may stand for anything is passed over; what it stands for is seen when a result is stored.
 */
final class DeclaredReturnTypes {

    private static final int DEEPEST = 8;

    /** What frozen collections are, each seen as all that it is. */
    private static final List<Object> FROZEN = List.of(
            List.of(),
            Unmodifiable.sequenced(new LinkedHashSet<>()),
            Collections.unmodifiableNavigableSet(new TreeSet<>()),
            Unmodifiable.sequenced(new LinkedHashMap<>()),
            Collections.unmodifiableNavigableMap(new TreeMap<>()));

    private final Function<Class<?>, Form> forms;
    private final boolean frozen;
    private final Set<Type> seen = new HashSet<>();
    private final Map<Type, Type> variables = new HashMap<>();

    private DeclaredReturnTypes(Function<Class<?>, Form> forms, boolean frozen) {
        this.forms = forms;
        this.frozen = frozen;
    }

    /** What cannot be returned so, and where. */
    record Found(String path, Class<?> type, String reason, String remedy) {}

    /** Returns what speaks against results of the type, or null if nothing does as far as the type tells. */
    static @Nullable Found in(Type declared, ReturnMode mode, Function<Class<?>, Form> forms) {
        return new DeclaredReturnTypes(forms, mode == ReturnMode.FROZEN).look(declared, "result", DEEPEST);
    }

    /** Returns whether a variable of the type may refer to a frozen collection. */
    static boolean takesFrozen(Class<?> type) {
        return FROZEN.stream().anyMatch(type::isInstance);
    }

    private @Nullable Found look(Type type, String path, int deep) {
        if (deep == 0) {
            return null;
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain, plain, path, deep);
        }
        if (type instanceof GenericArrayType array) {
            return frozen
                    ? ofClass(Object[].class, array, path, deep)
                    : look(array.getGenericComponentType(), path + "[]", deep - 1);
        }
        if (type instanceof TypeVariable<?> variable) {
            Type bound = variables.get(variable);
            return bound == null ? null : look(bound, path, deep - 1);
        }
        if (type instanceof WildcardType wildcard) {
            return look(wildcard.getUpperBounds()[0], path, deep);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            bind(generic, raw);
            Found found = ofClass(raw, generic, path, deep);
            boolean holds = Types.isContainer(raw)
                    || raw == Optional.class
                    || (Iterable.class.isAssignableFrom(raw) && raw.isInterface());
            for (Type argument : holds ? generic.getActualTypeArguments() : new Type[0]) {
                found = found != null ? found : look(argument, path + (raw == Optional.class ? "" : "[]"), deep - 1);
            }
            return found;
        }
        return null;
    }

    /** Notes what the variables of a class stand for where it is used. */
    private void bind(Type used, Class<?> raw) {
        if (used instanceof ParameterizedType generic) {
            TypeVariable<?>[] declared = raw.getTypeParameters();
            for (int i = 0; i < declared.length; i++) {
                Type argument = generic.getActualTypeArguments()[i];
                variables.put(declared[i], variables.getOrDefault(argument, argument));
            }
        }
    }

    private @Nullable Found ofClass(Class<?> type, Type declared, String path, int deep) {
        if (type.isPrimitive() || type == Object.class || !seen.add(declared)) {
            return null;
        }
        if (frozen && Types.isJdk(type) && Types.isContainer(type) && !takesFrozen(type)) {
            boolean frozenAsWider = !(forms.apply(type) instanceof Form.Refused);
            return new Found(
                    path,
                    type,
                    "no unmodifiable collection is of the class " + type.getSimpleName(),
                    frozenAsWider ? "declare it as " + Types.wider(type) : "");
        }
        if (type.isArray() && !frozen) {
            return look(type.getComponentType(), path + "[]", deep - 1);
        }
        if (type.isInterface()) {
            return null;
        }
        boolean sure = !Modifier.isAbstract(type.getModifiers()) || type.isArray();
        Form form = sure ? forms.apply(type) : Form.SAME;
        if (form instanceof Form.Refused refused && isSure(type)) {
            return new Found(path, type, refused.reason(), refused.remedy());
        }
        return Types.isJdk(type) || type.isEnum() ? null : ofFields(type, path, deep);
    }

    /** A library's collection may turn out to be immutable, and so may what memo does not know of the JDK. */
    private static boolean isSure(Class<?> type) {
        if (Types.isJdk(type)) {
            return type.isArray() || (JdkCopies.of(type) instanceof Form.Shell && !Types.isContainer(type));
        }
        return !Types.isContainer(type) && !Iterable.class.isAssignableFrom(type);
    }

    private @Nullable Found ofFields(Class<?> type, String path, int deep) {
        for (Class<?> c = type; c != null && !Types.isJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                Found found = Modifier.isStatic(field.getModifiers()) || isLeftOut(field)
                        ? null
                        : look(field.getGenericType(), path + "." + field.getName(), deep - 1);
                if (found != null) {
                    return found;
                }
            }
            bind(c.getGenericSuperclass(), c.getSuperclass());
        }
        return null;
    }

    private static boolean isLeftOut(Field field) {
        return field.isAnnotationPresent(MemoIgnore.class) || Modifier.isTransient(field.getModifiers());
    }
}
