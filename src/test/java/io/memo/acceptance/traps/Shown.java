package io.memo.acceptance.traps;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells results apart without anything of memo's: by what they hold, and by what functions among them answer. */
final class Shown {

    private static final int DEEPEST = 5;

    private Shown() {}

    static String of(@Nullable Object value) {
        return of(value, 0);
    }

    private static String of(@Nullable Object value, int depth) {
        if (value == null || depth > DEEPEST) {
            return value == null ? "null" : "…";
        }
        if (value.getClass().isArray()) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(of(Array.get(value, i), depth + 1));
            }
            return parts.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey(), depth + 1) + "=" + of(entry.getValue(), depth + 1))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof Collection<?> collection) {
            List<String> parts =
                    collection.stream().map(each -> of(each, depth + 1)).toList();
            return (value instanceof Set ? parts.stream().sorted().toList() : parts).toString();
        }
        String answer = answer(value, depth);
        if (answer != null) {
            return answer;
        }
        Class<?> type = value.getClass();
        return type.getName().startsWith("java.") ? type.getName() + " " + text(value) : fields(value, depth);
    }

    private static @Nullable String answer(Object value, int depth) {
        try {
            if (value instanceof IntUnaryOperator operator) {
                return "x -> " + operator.applyAsInt(3) + ", " + operator.applyAsInt(8);
            }
            if (value instanceof Supplier<?> supplier) {
                return "() -> " + of(supplier.get(), depth + 1);
            }
            if (value instanceof Callable<?> callable) {
                return "() -> " + of(callable.call(), depth + 1);
            }
            return value instanceof Function<?, ?> function ? "x -> " + of(applied(function), depth + 1) : null;
        } catch (Exception e) {
            return "-> " + e.getClass().getName();
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object applied(Function<?, ?> function) {
        return ((Function<Object, Object>) function).apply(3);
    }

    private static String text(Object value) {
        String text = value.toString();
        return text.contains("@" + Integer.toHexString(System.identityHashCode(value))) ? "" : text;
    }

    private static String fields(Object value, int depth) {
        StringBuilder out = new StringBuilder(value.getClass().getName()).append(text(value));
        for (Class<?> c = value.getClass(); c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                    try {
                        out.append(' ').append(field.getName()).append('=').append(of(field.get(value), depth + 1));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return out.toString();
    }
}
