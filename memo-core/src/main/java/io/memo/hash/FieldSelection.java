package io.memo.hash;

import java.lang.reflect.Field;

/** Which fields of an object count. Asked once per class, so the answer must not change. Called by several threads. */
@FunctionalInterface
public interface FieldSelection {

    /** Every field counts. */
    FieldSelection ALL = field -> true;

    /**
     * Returns whether the field counts. Not asked for static fields; for those that are transient or marked
     * {@link io.memo.MemoIgnore} it is asked too, but only {@link #ALL} leaves the former out by itself and the latter
     * never count.
     */
    boolean includes(Field field);
}
