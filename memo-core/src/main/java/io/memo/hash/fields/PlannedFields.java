package io.memo.hash.fields;

import io.memo.hash.classify.Jdk;
import io.memo.hash.jdk.JdkEncoders;
import io.memo.hash.jdk.Scalars;
import io.memo.hash.plan.FieldWriter;
import io.memo.hash.plan.FieldWriters;
import io.memo.hash.plan.PlannedField;
import io.memo.hash.plan.PlannedField.As;
import io.memo.hash.walk.Leaf;
import io.memo.hash.walk.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class for generated code: one writer for each class of the hierarchy that declares some, since private
 * fields are in reach of their own class's nest alone.
 *
 * @param writers in the order of the fields
 * @param ends the number of the field after the last one of each writer
 * @param flat whether none of the fields can hold a node, so that an object can be written without a frame
 */
public record PlannedFields(FieldWriter[] writers, int[] ends, boolean flat) {

    /** Returns null where some of the fields cannot be read by generated code. */
    static @Nullable PlannedFields of(FieldReader[] readers, Settings settings) {
        List<FieldWriter> writers = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        boolean flat = true;
        int from = 0;
        while (from < readers.length) {
            Class<?> owner = readers[from].field().getDeclaringClass();
            List<PlannedField> own = new ArrayList<>();
            int to = from;
            for (; to < readers.length && readers[to].field().getDeclaringClass() == owner; to++) {
                As how = how(readers[to], settings);
                flat &= how != As.NODE;
                own.add(new PlannedField(readers[to].field(), how));
            }
            FieldWriter writer = FieldWriters.of(owner, own, from);
            if (writer == null) {
                return null;
            }
            writers.add(writer);
            ends.add(to);
            from = to;
        }
        return new PlannedFields(
                writers.toArray(FieldWriter[]::new),
                ends.stream().mapToInt(Integer::intValue).toArray(),
                flat);
    }

    private static As how(FieldReader reader, Settings settings) {
        Field field = reader.field();
        Class<?> type = field.getType();
        if (type.isPrimitive()) {
            return reader.kind() == 'L' ? As.NODE : As.PRIMITIVE;
        }
        if (!Modifier.isFinal(type.getModifiers()) || settings.hashers().serves(type)) {
            return As.NODE;
        }
        if (type == String.class) {
            return As.TEXT;
        }
        boolean leaf = type.isEnum()
                ? settings.areByName(type)
                : Scalars.of(type) != null || (Jdk.owns(type) && JdkEncoders.of(type) instanceof Leaf);
        return leaf ? As.LEAF : As.NODE;
    }
}
