package io.memo.engine;

import io.memo.MemoIgnore;
import io.memo.call.MethodSpec;
import io.memo.fingerprint.CodeFingerprint;
import io.memo.fingerprint.CodeFingerprinter;
import io.memo.fingerprint.ExternalVariable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The classes whose objects a method's key and results can be made of, as far as declarations and the reached code tell before
 * the first call. Loads classes and initialises none.
 */
final class KnownTypes {

    private final Deque<Type> open = new ArrayDeque<>();
    private final Set<Type> seen = new LinkedHashSet<>();
    private final Predicate<Class<?>> isWhole;
    private final @Nullable ClassLoader loader;

    private KnownTypes(MethodSpec spec, Predicate<Class<?>> isWhole) {
        this.loader = spec.targetClass().getClassLoader();
        this.isWhole = isWhole;
    }

    /**
     * Returns the names of the target's class and of its superclasses in the application: their code was followed from the
     * method itself, so their fields are known by name like those of live types.
     */
    static List<String> ofTarget(MethodSpec spec, CodeFingerprinter fingerprinter) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = spec.targetClass(); type != null; type = type.getSuperclass()) {
            if (type == spec.targetClass() || fingerprinter.inScope(type)) {
                names.add(type.getName());
            }
        }
        return names;
    }

    /**
     * Shows each class once.
     *
     * @param isWhole is shown a class and says whether what it holds does not count
     */
    static void visit(MethodSpec spec, CodeFingerprint code, Predicate<Class<?>> isWhole) {
        KnownTypes types = new KnownTypes(spec, isWhole);
        Type[] parameters = spec.method().getGenericParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            if (!spec.parameters().get(i).ignored()) {
                types.meet(parameters[i]);
            }
        }
        if (!spec.allowOutputMutation()) {
            types.meet(spec.method().getGenericReturnType());
        }
        code.externalVariables().forEach(types::meetVariable);
        types.visitAll();
        code.liveTypes().stream().sorted().forEach(types::meetIfDeclared);
        types.visitAll();
    }

    private void meet(@Nullable Type type) {
        if (type != null && seen.add(type)) {
            open.add(type);
        }
    }

    private void meetAll(Type[] types) {
        for (Type type : types) {
            meet(type);
        }
    }

    private void meetVariable(ExternalVariable variable) {
        try {
            Class<?> owner = Class.forName(variable.owner(), false, loader);
            meet(owner.getDeclaredField(variable.name()).getGenericType());
        } catch (ReflectiveOperationException | LinkageError e) {
            // It is met when it is read, or never.
            return;
        }
    }

    /** An object of a class that the code makes can be where a supertype of it is declared; anything can be an Object. */
    private void meetIfDeclared(String liveType) {
        try {
            Class<?> type = Class.forName(liveType, false, loader);
            if (seen.stream()
                    .anyMatch(each -> each instanceof Class<?> declared
                            && declared != Object.class
                            && declared.isAssignableFrom(type))) {
                meet(type);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            return;
        }
    }

    private void visitAll() {
        while (!open.isEmpty()) {
            visit(open.remove());
        }
    }

    private void visit(Type type) {
        if (type instanceof Class<?> plain) {
            visitClass(plain);
        } else if (type instanceof ParameterizedType generic) {
            meet(generic.getRawType());
            meetAll(generic.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            meet(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            meetAll(wildcard.getUpperBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            meetAll(variable.getBounds());
        }
    }

    private void visitClass(Class<?> type) {
        if (type.isArray()) {
            meet(type.getComponentType());
            return;
        }
        if (type.isSealed()) {
            // What it permits decides: no other object can be there.
            meetAll(type.getPermittedSubclasses());
        }
        boolean canBe = !type.isSealed() || !Modifier.isAbstract(type.getModifiers());
        if (type.isPrimitive() || (canBe && isWhole.test(type)) || isOfTheJdk(type)) {
            return;
        }
        // The superclasses for their fields alone: no object is of them because one is of this class.
        for (Class<?> each = type; each != null && !isOfTheJdk(each); each = each.getSuperclass()) {
            meetFields(each);
        }
    }

    private void meetFields(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && !field.isAnnotationPresent(MemoIgnore.class)) {
                    meet(field.getGenericType());
                }
            }
        } catch (LinkageError e) {
            // The type of a field is not on the class path: there is no object of it either.
            return;
        }
    }

    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
