package io.memo.returns;

import io.memo.MemoIgnore;
import io.memo.hash.read.Wrapped;
import io.memo.returns.fields.ClassFields;
import io.memo.returns.pass.Types;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the place of an object in a value, for a message; shows names of fields and numbers of elements, no key and no value. */
final class ObjectPath {

    private static final int MOST = 1_000_000;

    private final Object wanted;
    private final Map<Object, String> paths = new IdentityHashMap<>();
    private final Deque<Object> toDo = new ArrayDeque<>();

    private ObjectPath(Object wanted) {
        this.wanted = wanted;
    }

    /** Returns the shortest path from the value to the object, or the name alone if it is not found. */
    static String of(Object wanted, @Nullable Object value, String name) {
        ObjectPath places = new ObjectPath(wanted);
        try {
            places.meet(value, name);
            while (!places.paths.containsKey(wanted) && places.paths.size() < MOST) {
                Object next = places.toDo.poll();
                if (next == null) {
                    return name;
                }
                places.look(next);
            }
            return places.paths.getOrDefault(wanted, name);
        } catch (RuntimeException e) {
            // It was read before; now somebody changes it.
            return name;
        }
    }

    private void meet(@Nullable Object object, String path) {
        if (object != null && paths.putIfAbsent(object, path) == null) {
            toDo.add(object);
        }
    }

    private void look(Object object) {
        String path = paths.getOrDefault(object, "");
        if (Wrapped.isWrapper(object.getClass())) {
            meet(Wrapped.in(object), path);
        }
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                meet(value, path + "[*]");
                meet(key, path + "[*]");
            });
        } else if (object instanceof Collection<?> collection) {
            int next = 0;
            for (Object element : collection) {
                meet(element, path + (collection instanceof List ? "[" + next++ + "]" : "[*]"));
            }
        } else if (object instanceof Optional<?> optional) {
            meet(optional.orElse(null), path);
        } else if (object instanceof Map.Entry<?, ?> entry) {
            meet(entry.getKey(), path + ".getKey()");
            meet(entry.getValue(), path + ".getValue()");
        } else if (object.getClass().isArray()) {
            boolean holds = !object.getClass().getComponentType().isPrimitive();
            for (int i = 0; holds && i < Array.getLength(object); i++) {
                meet(Array.get(object, i), path + "[" + i + "]");
            }
        } else {
            fields(object, path);
        }
    }

    private void fields(Object object, String path) {
        for (Class<?> c = object.getClass(); c != null && !Types.isJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                boolean holds = !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !field.isAnnotationPresent(MemoIgnore.class);
                if (holds && field.trySetAccessible()) {
                    meet(ClassFields.get(field, object), path + "." + field.getName());
                }
            }
        }
    }
}
