package io.memo.hash.plan;

import java.lang.reflect.Field;

/**
 * A field and how it is written.
 *
 * @param field the field, not static
 * @param how as what
 */
public record PlannedField(Field field, As how) {

    /** What a field is taken as. */
    public enum As {
        /** By the putter of its primitive type. */
        PRIMITIVE,
        /** As {@link FieldSink#putText}. */
        TEXT,
        /** As {@link FieldSink#putLeaf}. */
        LEAF,
        /** As {@link FieldSink#putNode}; a primitive in its box. */
        NODE
    }
}
