package io.memo.hash.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes writers as hidden classes. */
public final class FieldWriters {

    private FieldWriters() {}

    /**
     * Returns a writer of these fields, or null if there can't be one: the class is in a module that is not open, or in
     * another one than memo; its loader does not find memo; it is hidden itself; it has too many fields; or classes
     * cannot be made at run time, as in a native image.
     *
     * @param owner the class that declares all the fields
     * @param fields the fields in their order
     * @param first the number of the first
     */
    public static @Nullable FieldWriter of(Class<?> owner, List<PlannedField> fields, int first) {
        return HiddenClasses.instance(
                owner, fields.size(), () -> new WriterCode(owner, fields, first).toBytes(), FieldWriter.class);
    }
}
