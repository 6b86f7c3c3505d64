package io.memo.hash.plan;

import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes watches of fields as hidden classes. */
public final class FieldWatches {

    private FieldWatches() {}

    /**
     * Returns a watch of these fields, or null if there can't be one, for the reasons of {@link FieldWriters#of}.
     *
     * @param owner the class that declares all the fields
     * @param fields the fields in the order of the rows
     * @param reference where in its row the first reference is; the object itself is at 0
     * @param number where in its row the first number is
     */
    public static @Nullable FieldWatch of(Class<?> owner, List<Field> fields, int reference, int number) {
        return HiddenClasses.instance(
                owner,
                fields.size(),
                () -> new WatchCode(owner, fields, reference, number).toBytes(),
                FieldWatch.class);
    }
}
