package io.memo.hash;

import io.memo.hash.classify.SerialForms;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;

/** Which fields of an object count. Asked once per class, so the answer must not change. Called by several threads. */
@FunctionalInterface
public interface FieldSelection {

    /** Every field counts that a value is made of. */
    FieldSelection ALL = (type, field) -> true;

    /**
     * Returns whether the field counts in objects of exactly this class. Asked for the fields of every class outside the JDK, transient ones too, of
     * which {@link #ALL} leaves most out; not for static ones nor for those marked {@link io.memo.MemoIgnore}, which
     * never count, nor for what a lambda captured, which always does. Fields of an enum count beside the name of the
     * constant, and with {@link #ALL} not at all. What a JDK type holds always counts in full.
     */
    boolean includes(Class<?> type, Field field);

    /** Returns what {@link #ALL} means: whether the field, which is not static, is part of what a value of the class is made of. */
    static boolean isPartOfValue(Class<?> type, Field field) {
        return !Modifier.isTransient(field.getModifiers())
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || SerialForms.isOwn(type);
    }
}
