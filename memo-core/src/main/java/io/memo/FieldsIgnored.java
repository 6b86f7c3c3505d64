package io.memo;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says that some fields of a type do not count, as {@link MemoIgnore} does in a class of one's own. Registered as hashers are;
 * all else of a value counts as it does without. Immutable.
 *
 * @param <T> the type
 */
public final class FieldsIgnored<T> implements TypedHasher<T> {

    private final Class<T> type;
    private final Set<String> fields;

    FieldsIgnored(Class<T> type, Set<String> fields) {
        this.type = type;
        this.fields = Set.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "No field of %s is named. Its fields are %s.".formatted(type.getName(), fieldsOf(type)));
        }
        for (String field : this.fields) {
            if (!declares(type, field)) {
                throw new IllegalArgumentException(
                        "%s has no field '%s'. Its fields are %s.".formatted(type.getName(), field, fieldsOf(type)));
            }
        }
    }

    /** Returns the type whose fields do not count, those of its subtypes included. */
    @Override
    public Class<T> type() {
        return type;
    }

    /** Returns the names of the fields. */
    public Set<String> fields() {
        return fields;
    }

    /** Returns the value itself: asked as a hasher, it adds nothing to what a value is. */
    @Override
    public @Nullable Object hash(T value) {
        return value;
    }

    private static boolean declares(Class<?> type, String name) {
        return fieldsOf(type).contains(name);
    }

    private static Set<String> fieldsOf(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredFields()).map(Field::getName).forEach(names::add);
        }
        return names;
    }
}
