package io.memo.returns.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes unmodifiable collections that read as the ones that they stand for. */
public final class Unmodifiable {

    private static final @Nullable MethodHandle SEQUENCED_SET = sequenced("Set");
    private static final @Nullable MethodHandle SEQUENCED_MAP = sequenced("Map");
    private static final @Nullable MethodHandle SEQUENCED_COLLECTION = sequenced("Collection");

    private Unmodifiable() {}

    /** Those of Java 21. */
    private static @Nullable MethodHandle sequenced(String kind) {
        try {
            Class<?> type = Class.forName("java.util.Sequenced" + kind);
            return MethodHandles.publicLookup()
                    .findStatic(Collections.class, "unmodifiableSequenced" + kind, MethodType.methodType(type, type))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Returns the wrapper of a set or map that has a first and a last element, which one can ask for from Java 21 on. */
    public static Object sequenced(Object inside) {
        try {
            if (inside instanceof Map<?, ?> map) {
                MethodHandle wrap = SEQUENCED_MAP;
                return wrap == null ? Collections.unmodifiableMap(map) : (Object) wrap.invokeExact(inside);
            }
            if (inside instanceof Set<?> set) {
                MethodHandle wrap = SEQUENCED_SET;
                return wrap == null ? Collections.unmodifiableSet(set) : (Object) wrap.invokeExact(inside);
            }
            MethodHandle wrap = SEQUENCED_COLLECTION;
            return wrap == null
                    ? Collections.unmodifiableCollection((Collection<?>) inside)
                    : (Object) wrap.invokeExact(inside);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a list of the elements, null among them or not. */
    public static List<?> list(@Nullable Object[] elements) {
        return Arrays.stream(elements).toList();
    }

    /** Returns a set of the elements that has their order by itself. */
    static Set<?> linked(@Nullable Object[] elements) {
        return new LinkedHashSet<>(Arrays.asList(elements));
    }

    /** Returns a map of the entries that has their order by itself. */
    static Map<?, ?> linkedMap(@Nullable Object[] entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        Shapes.put(map, entries);
        return map;
    }
}
