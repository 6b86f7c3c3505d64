package io.memo.hash.plan.copy;

import io.memo.hash.plan.FieldWriters;
import io.memo.hash.plan.HiddenClasses;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes copiers as hidden classes. */
public final class FieldCopiers {

    private FieldCopiers() {}

    /**
     * Returns a copier of these fields, or null if there can't be one, for the reasons of {@link FieldWriters#of}.
     *
     * @param owner the class that declares all the fields
     * @param fields the fields, none of them static or final
     * @param deep tells which of them hold what is to be copied
     */
    public static @Nullable FieldCopier of(Class<?> owner, List<Field> fields, Predicate<Field> deep) {
        return HiddenClasses.instance(
                owner, 3 * fields.size(), () -> new CopierCode(owner, fields, deep).toBytes(), FieldCopier.class);
    }
}
