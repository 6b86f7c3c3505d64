package io.memo.hash.structural;

import io.memo.UnhashableTypeException;
import io.memo.hash.Origin;
import io.memo.hash.classify.RefusedTypes;
import io.memo.hash.fields.FieldReader;
import io.memo.hash.object.ManagedEncoder;
import io.memo.hash.object.ObjectEncoder;
import io.memo.hash.refusal.Refusals;
import io.memo.hash.refusal.UnhashableMessage;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.RefusingEncoder;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a declared type for what cannot be hashed: its type arguments, and the fields of the classes that these name. A
 * type that only says what something can do, as an interface, may stand for anything and is passed over.
 */
final class DeclaredTypes {

    private static final int DEEPEST = 6;
    private static final int MOST = 3;

    private final DefaultStructuralHasher hasher;
    private final List<Refusals.Refused> refused = new ArrayList<>();
    private final Set<Class<?>> seen = new HashSet<>();

    private DeclaredTypes(DefaultStructuralHasher hasher) {
        this.hasher = hasher;
    }

    /** Returns what hashing such a value would throw if all of its fields are set, or null if nothing speaks against it. */
    static @Nullable UnhashableTypeException refusal(Type declared, Origin origin, DefaultStructuralHasher hasher) {
        DeclaredTypes types = new DeclaredTypes(hasher);
        types.look(declared, origin.name(), null, DEEPEST);
        return types.refused.isEmpty() ? null : UnhashableMessage.exception(origin, null, types.refused, null, false);
    }

    private void look(Type type, String path, @Nullable Field field, int deep) {
        if (deep == 0 || refused.size() >= MOST) {
            return;
        }
        if (type instanceof Class<?> plain) {
            ofClass(plain, path, field, deep);
        } else if (type instanceof GenericArrayType array) {
            look(array.getGenericComponentType(), path + "[]", field, deep);
        } else if (type instanceof WildcardType wildcard) {
            look(wildcard.getUpperBounds()[0], path, field, deep);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            ofClass(raw, path, field, deep);
            if (raw != Class.class && !Modifier.isAbstract(raw.getModifiers()) || holdsElements(raw)) {
                for (Type argument : generic.getActualTypeArguments()) {
                    look(argument, path + (holdsElements(raw) ? "[]" : ""), field, deep - 1);
                }
            }
        }
    }

    private void ofClass(Class<?> type, String path, @Nullable Field field, int deep) {
        if (type.isArray()) {
            look(type.getComponentType(), path + "[]", field, deep);
            return;
        }
        if (type.isPrimitive() || type == Object.class || !seen.add(type)) {
            return;
        }
        Encoder encoder = hasher.of(type);
        Encoder content = encoder instanceof ManagedEncoder managed ? managed.content() : encoder;
        if (content instanceof RefusingEncoder reason && isSure(type)) {
            refused.add(new Refusals.Refused(path, type, reason.reason(), ownField(field), false));
        } else if (content instanceof ObjectEncoder object) {
            for (FieldReader each : object.plan().fields()) {
                look(each.field().getGenericType(), path + each.step(), each.field(), deep - 1);
            }
        }
    }

    /** An abstract class of the application may have subclasses that can be hashed; a stream cannot have one. */
    private static boolean isSure(Class<?> type) {
        return RefusedTypes.refusal(type) != null || !Modifier.isAbstract(type.getModifiers());
    }

    private @Nullable Field ownField(@Nullable Field field) {
        return field != null && hasher.settings().own().test(field.getDeclaringClass()) ? field : null;
    }

    private static boolean holdsElements(Class<?> type) {
        return ValueTypes.isContainer(type)
                || Iterable.class.isAssignableFrom(type)
                || type.getName().startsWith("java.util.Optional");
    }
}
