package io.memo.hash.fields;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that a field may have before it is written. Code that runs while a class is initialised or an object is constructed
 * may read a final field that is blank, and then it still changes, once. A proxy never writes the fields that it inherits.
 */
public final class Blanks {

    private Blanks() {}

    /** Returns whether any of the fields, which are accessible, may be blank. */
    public static boolean areAny(Object object, FieldReader[] fields) {
        return Stream.of(fields).anyMatch(each -> mayBeBlank(read(each.field(), object)));
    }

    /** Returns whether all of the fields, which are accessible, may be blank. */
    public static boolean areAll(Object object, FieldReader[] fields) {
        return Stream.of(fields).allMatch(each -> mayBeBlank(read(each.field(), object)));
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("%s was made accessible and is not".formatted(field), e);
        }
    }

    /** Returns whether the value, a primitive one in its box, is what a field holds that nothing was written to. */
    public static boolean mayBeBlank(@Nullable Object value) {
        if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number) == 0;
        }
        if (value instanceof Float number) {
            return Float.floatToRawIntBits(number) == 0;
        }
        // Of other numbers, as of all else, no method is called: it may be the user's.
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue() == 0;
        }
        return value == null
                || Boolean.FALSE.equals(value)
                || Character.valueOf('\0').equals(value);
    }
}
