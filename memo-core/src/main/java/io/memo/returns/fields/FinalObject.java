package io.memo.returns.fields;

import io.memo.returns.pass.Form;
import io.memo.returns.pass.Pass;
import io.memo.returns.pass.Refusal;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Objects all of whose fields are final: those that hold nothing that can change are their own copies. What is transient is copied along, but makes no
 * copy necessary.
 */
record FinalObject(Class<?> type, ClassFields fields, Field[] held) implements Form.Late {

    /** @param plain knows the types of plain values */
    static Form of(Class<?> type, ClassFields fields, Predicate<Class<?>> plain) {
        Field[] held = fields.all().stream()
                .filter(each -> ClassFields.isDeep(each, plain))
                .toArray(Field[]::new);
        return held.length == 0 ? Form.SAME : new FinalObject(type, fields, held);
    }

    @Override
    public @Nullable Object[] parts(Object source) {
        @Nullable Object[] parts = new @Nullable Object[held.length];
        for (int i = 0; i < held.length; i++) {
            parts[i] = ClassFields.get(held[i], source);
        }
        return parts;
    }

    @Override
    public Object build(
            Object source, @Nullable Object[] parts, @Nullable Object[] copies, @Nullable Object begun, Pass pass) {
        if (begun == null && !isChanged(parts, copies)) {
            return source;
        }
        Object copy = begun == null ? early(source) : begun;
        for (int i = 0; i < held.length; i++) {
            if (copies[i] != parts[i]) {
                requireTaken(source, held[i], copies[i]);
                ClassFields.set(held[i], copy, copies[i]);
            }
        }
        return copy;
    }

    private boolean isChanged(@Nullable Object[] parts, @Nullable Object[] copies) {
        for (int i = 0; i < held.length; i++) {
            if (copies[i] != parts[i] && !Modifier.isTransient(held[i].getModifiers())) {
                return true;
            }
        }
        return false;
    }

    private static void requireTaken(Object source, Field field, @Nullable Object copy) {
        if (!field.getType().isInstance(copy)) {
            throw Refusal.tooNarrow(source, field.getName(), field.getType());
        }
    }

    @Override
    public Object early(Object source) {
        Object copy = Bare.object(type);
        fields.shallow(source, copy);
        return copy;
    }
}
