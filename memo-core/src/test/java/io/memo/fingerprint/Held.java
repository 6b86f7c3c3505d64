package io.memo.fingerprint;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what an object holds: one for each object that can be reached and one for each reference in it. Of the JDK's objects only
 * collections, optionals and arrays are looked into, so the count is the same in every JVM.
 */
final class Held {

    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long count;

    private Held() {}

    /** Returns the count. */
    static long by(Object root) throws IllegalAccessException {
        Held held = new Held();
        held.meet(root);
        while (!held.open.isEmpty()) {
            held.look(held.open.remove());
        }
        return held.count;
    }

    private void meet(Object object) {
        count++;
        if (object != null && !(object instanceof Class) && met.add(object)) {
            count++;
            open.add(object);
        }
    }

    private void look(Object object) throws IllegalAccessException {
        if (object instanceof BitSet bits) {
            count += bits.size() / Integer.SIZE;
        } else if (object instanceof Collection<?> all) {
            all.forEach(this::meet);
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof Optional<?> one) {
            one.ifPresent(this::meet);
        } else if (object instanceof Object[]) {
            for (int i = 0; i < Array.getLength(object); i++) {
                meet(Array.get(object, i));
            }
        } else if (object.getClass().getName().startsWith("io.memo.")) {
            fields(object);
        }
    }

    private void fields(Object object) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != Object.class && type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !type.getName().startsWith("java.")) {
                    field.setAccessible(true);
                    meet(field.get(object));
                }
            }
        }
    }
}
