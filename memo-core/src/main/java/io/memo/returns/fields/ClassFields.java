package io.memo.returns.fields;

import io.memo.MemoIgnore;
import io.memo.hash.plan.copy.FieldCopier;
import io.memo.hash.plan.copy.FieldCopiers;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class outside the JDK and of those above it, transient ones included: who keeps something there finds it in the copy. What a {@link
 * MemoIgnore} field holds is never touched, so copies share it. Generated code copies what is not final; what is final is written by reflection.
 */
public final class ClassFields {

    private final List<FieldCopier> generated = new ArrayList<>();
    private final List<Field> shallow = new ArrayList<>();
    private final List<Field> deep = new ArrayList<>();
    private final List<Field> all = new ArrayList<>();
    private boolean flat = true;

    private ClassFields() {}

    /**
     * Returns the fields.
     *
     * @param plain knows the types of plain values
     * @throws java.lang.reflect.InaccessibleObjectException if a module does not open one to memo
     */
    static ClassFields of(Class<?> type, Predicate<Class<?>> plain) {
        ClassFields fields = new ClassFields();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            fields.add(c, plain);
        }
        return fields;
    }

    private void add(Class<?> declaring, Predicate<Class<?>> plain) {
        List<Field> open = new ArrayList<>();
        for (Field field : declaring.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                all.add(field);
                flat &= !isDeep(field, plain);
                (Modifier.isFinal(field.getModifiers()) ? shallow : open).add(field);
            }
        }
        FieldCopier copier = open.isEmpty() ? null : FieldCopiers.of(declaring, open, field -> isDeep(field, plain));
        if (copier != null) {
            generated.add(copier);
        } else {
            shallow.addAll(open);
        }
        for (Field field : declaring.getDeclaredFields()) {
            boolean reflective = Modifier.isFinal(field.getModifiers()) || copier == null;
            if (reflective && !Modifier.isStatic(field.getModifiers()) && isDeep(field, plain)) {
                field.setAccessible(true);
                deep.add(field);
            }
        }
    }

    /** Returns whether the field can hold what is to be copied. */
    static boolean isDeep(Field field, Predicate<Class<?>> plain) {
        Class<?> type = field.getType();
        boolean same = Modifier.isFinal(type.getModifiers()) && !type.isArray() && plain.test(type);
        return !type.isPrimitive() && !type.isEnum() && !same && !field.isAnnotationPresent(MemoIgnore.class);
    }

    /** Returns all of them. */
    List<Field> all() {
        return all;
    }

    /** Returns whether none of them can hold what is to be copied. */
    boolean isFlat() {
        return flat;
    }

    /** Gives the fields of one object the values of another one's. */
    void shallow(Object from, Object to) {
        for (FieldCopier each : generated) {
            each.shallow(from, to);
        }
        for (Field field : shallow) {
            set(field, to, get(field, from));
        }
    }

    /** Replaces what the fields hold by copies of it. */
    void deep(Object object, FieldCopier.Sink sink) {
        for (FieldCopier each : generated) {
            each.deep(object, sink);
        }
        for (Field field : deep) {
            Object held = get(field, object);
            Object copy = sink.copy(held);
            if (copy != held) {
                set(field, object, copy);
            }
        }
    }

    public static @Nullable Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not: " + field, e);
        }
    }

    static void set(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not: " + field, e);
        }
    }
}
