package io.memo.hash.plan;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes comparers as hidden classes. */
public final class FieldComparers {

    private FieldComparers() {}

    /**
     * Returns a comparer of these fields, or null if there can't be one, for the reasons of {@link FieldWriters#of}.
     *
     * @param owner the class that declares all the fields
     * @param fields the fields; those that are no primitives hold values that are equal by their meaning
     */
    public static @Nullable FieldComparer of(Class<?> owner, List<Field> fields) {
        return HiddenClasses.instance(
                owner, fields.size(), () -> new ComparerCode(owner, fields).toBytes(), FieldComparer.class);
    }
}
