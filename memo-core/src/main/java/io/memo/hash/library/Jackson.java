package io.memo.hash.library;

import io.memo.hash.read.Reflect;
import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** The format of a property, which keeps the time zone that it was given where it keeps the one that it finds by its name. */
public final class Jackson {

    private static final String FORMAT = "com.fasterxml.jackson.annotation.JsonFormat$Value";

    private Jackson() {}

    /** Returns whether the field counts though it is transient. */
    public static boolean isState(Field field) {
        return field.getName().equals("_timezone")
                && field.getDeclaringClass().getName().equals(FORMAT);
    }

    /** Returns what the field stands for: a zone that was found by its name is known by that. */
    static @Nullable FieldMeaning meaning(Field field) {
        Field name = isState(field) ? Reflect.field(field.getDeclaringClass(), "_timezoneStr") : null;
        return name == null
                ? null
                : (holder, value, pass) -> pass.value(Reflect.get(name, holder) == null ? value : null);
    }
}
