package io.memo.hash;

import java.lang.reflect.Field;

/** Which fields of an object count. Asked once per class, so the answer must not change. Called by several threads. */
@FunctionalInterface
public interface FieldSelection {

    /** Every field counts that a value is made of. */
    FieldSelection ALL = (type, field) -> true;

    /**
     * Returns whether the field counts in objects of exactly this class. Not asked for static fields. Under {@link #ALL}
     * transient fields are left out all the same; under any other selection they count if it says so. Fields marked
     * {@link io.memo.MemoIgnore} never count.
     */
    boolean includes(Class<?> type, Field field);
}
