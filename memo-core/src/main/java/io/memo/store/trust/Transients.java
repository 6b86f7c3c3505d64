package io.memo.store.trust;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transient fields of a class outside the JDK that nothing fills when an object is read: its author restores those of a
 * class with a {@code readObject} or {@code readResolve} method, and those of libraries that are known. Immutable.
 *
 * @param fields the fields, inherited ones too
 */
public record Transients(List<Field> fields) {

    private static final Transients NONE = new Transients(List.of());

    /** Returns those of a class and of the classes above it. */
    public static Transients of(Class<?> type) {
        boolean restored = Externalizable.class.isAssignableFrom(type)
                || declares(type, "readResolve")
                || LibraryTypes.contains(type.getName());
        if (restored) {
            return NONE;
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && !JdkTypes.owns(at.getName()); at = at.getSuperclass()) {
            boolean restores =
                    Serializable.class.isAssignableFrom(at) && declares(at, "readObject", ObjectInputStream.class);
            Arrays.stream(at.getDeclaredFields())
                    .filter(field -> !restores && Modifier.isTransient(field.getModifiers()))
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(fields::add);
        }
        return fields.isEmpty() ? NONE : new Transients(List.copyOf(fields));
    }

    /** Returns whether a class itself, not one above it, has the method. */
    public static boolean declares(Class<?> type, String method, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(each -> each.getName().equals(method) && Arrays.equals(each.getParameterTypes(), parameters));
    }

    /**
     * Returns the name of the first of these fields that holds something, or null if none does.
     *
     * @throws RefusedException if that cannot be told
     */
    public @Nullable String firstSet(Object object) throws RefusedException {
        for (Field field : fields) {
            String name = field.getDeclaringClass().getName() + "." + field.getName();
            try {
                field.setAccessible(true);
                if (isSet(field.get(object))) {
                    return name;
                }
            } catch (IllegalAccessException | InaccessibleObjectException e) {
                throw new RefusedException(name + " is transient and cannot be looked at");
            }
        }
        return null;
    }

    private static boolean isSet(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null
                && !Boolean.FALSE.equals(value)
                && !Character.valueOf('\0').equals(value);
    }
}
