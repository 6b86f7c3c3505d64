package io.memo.hash.classify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of primitive values in objects. */
public final class Boxes {

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            boolean.class, Boolean.class,
            byte.class, Byte.class,
            short.class, Short.class,
            char.class, Character.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    private Boxes() {}

    /** Returns the box of a primitive type, or null if the type is none. */
    public static @Nullable Class<?> of(Class<?> type) {
        return BOXES.get(type);
    }
}
