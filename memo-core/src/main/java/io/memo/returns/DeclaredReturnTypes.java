package io.memo.returns;

import io.memo.MemoIgnore;
import io.memo.ReturnMode;
import io.memo.returns.fields.ObjectForms;
import io.memo.returns.jdk.JdkCopies;
import io.memo.returns.jdk.Unmodifiable;
import io.memo.returns.library.LibraryCollectionForms;
import io.memo.returns.pass.Form;
import io.memo.returns.pass.Types;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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
    private final Set<Object> seen = new HashSet<>();
    private final Map<Type, Type> variables = new HashMap<>();

    private DeclaredReturnTypes(Function<Class<?>, Form> forms, boolean frozen) {
        this.forms = forms;
        this.frozen = frozen;
    }

    /** What cannot be returned so, and where. */
    record Found(String path, Class<?> type, String reason, String remedy) {}

    /**
     * Returns what speaks against results of the type, or null if nothing does as far as the type tells.
     *
     * @param home the class of the targets, which says what the variables of its supertypes stand for
     */
    static @Nullable Found in(Type declared, Class<?> home, ReturnMode mode, Function<Class<?>, Form> forms) {
        DeclaredReturnTypes types = new DeclaredReturnTypes(forms, mode == ReturnMode.FROZEN);
        try {
            types.bindAbove(home);
            return types.look(declared, "result", DEEPEST);
        } catch (LinkageError | TypeNotPresentException e) {
            // A class names a type of a library that is not there: it tells no more.
            return null;
        }
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
            Map<Type, Type> outside = Map.copyOf(variables);
            Found found = ofClass(raw, bind(generic, raw), path, deep);
            variables.clear();
            variables.putAll(outside);
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

    /** Notes what the variables of a class stand for where it is used, and returns that with the class. */
    private List<Type> bind(Type used, Class<?> raw) {
        List<Type> bound = new ArrayList<>(List.of(raw));
        if (used instanceof ParameterizedType generic) {
            TypeVariable<?>[] declared = raw.getTypeParameters();
            Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> variables.getOrDefault(argument, argument))
                    .forEach(bound::add);
            for (int i = 0; i < declared.length; i++) {
                variables.put(declared[i], bound.get(i + 1));
            }
        }
        return bound;
    }

    private void bindAbove(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        if (superclass != null) {
            bind(type.getGenericSuperclass(), superclass);
            bindAbove(superclass);
        }
        for (int i = 0; i < type.getInterfaces().length; i++) {
            bind(type.getGenericInterfaces()[i], type.getInterfaces()[i]);
            bindAbove(type.getInterfaces()[i]);
        }
    }

    private @Nullable Found ofClass(Class<?> type, Object declared, String path, int deep) {
        if (type.isPrimitive() || type == Object.class || !seen.add(declared)) {
            return null;
        }
        if (frozen && isTooNarrow(type)) {
            return new Found(
                    path,
                    type,
                    "no unmodifiable collection is of the class " + type.getSimpleName(),
                    remedyOfNarrow(type));
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

    private static boolean isTooNarrow(Class<?> type) {
        boolean known = Types.isJdk(type) && Types.isContainer(type);
        return (known && !takesFrozen(type)) || LibraryCollectionForms.frozen(type) != null;
    }

    private String remedyOfNarrow(Class<?> type) {
        if (forms.apply(type) instanceof Form.Refused) {
            return "";
        }
        boolean queue = Types.wider(type).equals("Collection") && !type.isInterface();
        boolean frozenAsQueue = type == ArrayDeque.class || type == PriorityQueue.class;
        return queue && !frozenAsQueue ? "return a list: List.copyOf(…)" : "declare it as " + Types.wider(type);
    }

    /** What is refused may turn out to be immutable: a library's collection, an object of final fields, what memo does not know of the JDK. */
    private static boolean isSure(Class<?> type) {
        if (type.isArray()) {
            return true;
        }
        if (Types.isJdk(type)) {
            return JdkCopies.of(type) instanceof Form.Shell && !Types.isContainer(type);
        }
        return !Types.isContainer(type) && !Iterable.class.isAssignableFrom(type) && ObjectForms.isSettable(type);
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
