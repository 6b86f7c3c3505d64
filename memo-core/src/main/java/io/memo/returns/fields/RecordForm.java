package io.memo.returns.fields;

import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records. A record that holds nothing that can change is its own copy; another one is made by its canonical constructor, the only way that
 * there is. A constructor is believed if it leaves in the fields what it was given.
 *
 * @param deep which of the fields can hold what is to be copied
 */
record RecordForm(Constructor<?> constructor, Field[] fields, int[] deep) implements Form.Late {

    private static final String REMEDY = "leave checks and copies to who makes the record";

    /** @param plain knows the types of plain values */
    static Form of(Class<?> type, Predicate<Class<?>> plain) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            Field[] fields = new Field[components.length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = type.getDeclaredField(components[i].getName());
            }
            int[] deep = IntStream.range(0, fields.length)
                    .filter(i -> ClassFields.isDeep(fields[i], plain))
                    .toArray();
            if (deep.length == 0) {
                return Form.SAME;
            }
            AccessibleObject.setAccessible(fields, true);
            canonical.setAccessible(true);
            return new RecordForm(canonical, fields, deep);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Form.Refused("its constructor is out of reach: " + e.getMessage(), "");
        }
    }

    @Override
    public @Nullable Object[] parts(Object source) {
        @Nullable Object[] parts = new @Nullable Object[deep.length];
        for (int i = 0; i < deep.length; i++) {
            parts[i] = ClassFields.get(fields[deep[i]], source);
        }
        return parts;
    }

    @Override
    public Object build(
            Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
        boolean changed = false;
        for (int i = 0; i < deep.length; i++) {
            if (copies[i] != parts[i]) {
                changed = true;
                Field field = fields[deep[i]];
                if (!field.getType().isInstance(copies[i])) {
                    throw Refusal.tooNarrow(source, field.getName(), field.getType());
                }
            }
        }
        return changed ? made(source, copies) : source;
    }

    private Object made(Object source, @Nullable Object[] copies) {
        @Nullable Object[] arguments = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            arguments[i] = ClassFields.get(fields[i], source);
        }
        for (int i = 0; i < deep.length; i++) {
            arguments[deep[i]] = copies[i];
        }
        Object made;
        try {
            made = constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            String thrown = e.getTargetException().getClass().getName();
            throw new Refusal(source, "its constructor throws " + thrown, REMEDY, e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new Refusal(source, "its constructor is out of reach", "", e);
        }
        for (int i = 0; i < fields.length; i++) {
            Object left = ClassFields.get(fields[i], made);
            boolean kept =
                    fields[i].getType().isPrimitive() ? Objects.equals(left, arguments[i]) : left == arguments[i];
            if (!kept) {
                throw new Refusal(
                        source,
                        "its constructor does not keep the '%s' that it is given".formatted(fields[i].getName()),
                        REMEDY);
            }
        }
        return made;
    }
}
