package io.memo.returns.fields;

import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records. A record that holds nothing that can change is its own copy; another one is made by its canonical constructor, the only way that
 * there is. A constructor is believed if it leaves in the fields what it was given.
 */
record RecordForm(Constructor<?> constructor, Field[] fields) implements Form.Late {

    private static final String REMEDY = "leave checks and copies to who makes the record";

    static Form of(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            Field[] fields = new Field[components.length];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = type.getDeclaredField(components[i].getName());
                fields[i].setAccessible(true);
            }
            canonical.setAccessible(true);
            return new RecordForm(canonical, fields);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Form.Refused("its constructor is out of reach: " + e.getMessage(), "");
        }
    }

    @Override
    public @Nullable Object[] parts(Object source) {
        @Nullable Object[] parts = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            parts[i] = ClassFields.get(fields[i], source);
        }
        return parts;
    }

    @Override
    public Object build(
            Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
        boolean changed = false;
        for (int i = 0; i < fields.length; i++) {
            if (copies[i] != parts[i]) {
                changed = true;
                if (!fields[i].getType().isInstance(copies[i])) {
                    throw Refusal.tooNarrow(source, fields[i].getName(), fields[i].getType());
                }
            }
        }
        return changed ? made(source, copies) : source;
    }

    private Object made(Object source, @Nullable Object[] copies) {
        Object made;
        try {
            made = constructor.newInstance(copies);
        } catch (InvocationTargetException e) {
            String thrown = e.getTargetException().getClass().getName();
            throw new Refusal(source, "its constructor throws " + thrown, REMEDY, e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new Refusal(source, "its constructor is out of reach", "", e);
        }
        for (int i = 0; i < fields.length; i++) {
            Object left = ClassFields.get(fields[i], made);
            boolean kept = fields[i].getType().isPrimitive() ? Objects.equals(left, copies[i]) : left == copies[i];
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
