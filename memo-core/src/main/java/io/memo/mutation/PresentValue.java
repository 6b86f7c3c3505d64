package io.memo.mutation;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is at a place inside a result now, in a few words. Follows a path such as {@code result.lines[2].price} through
 * fields, arrays and collections of the JDK; of the application's code it calls at most what such a collection calls itself,
 * as a comparator.
 */
final class PresentValue {

    private static final int LONGEST = 40;
    private static final Pattern STEP =
            Pattern.compile("\\.(\\w+)|\\[(\\d+)]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\[([A-Za-z_$]\\w*)]");

    private PresentValue() {}

    /**
     * Returns what is there now, shortened, or null if the path leads where it cannot be followed.
     *
     * @param root the result
     * @param place a path whose first step stands for the result
     */
    static @Nullable String at(@Nullable Object root, String place) {
        try {
            Object value = root;
            Matcher step = STEP.matcher(place);
            int from = firstStep(place);
            while (from < place.length()) {
                if (value == null || !step.find(from) || step.start() != from) {
                    return null;
                }
                value = follow(value, step);
                from = step.end();
            }
            return text(value);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static int firstStep(String place) {
        int at = 0;
        while (at < place.length() && place.charAt(at) != '.' && place.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static @Nullable Object follow(Object value, Matcher step) throws ReflectiveOperationException {
        if (step.group(1) != null) {
            return field(value, step.group(1));
        }
        if (step.group(2) != null) {
            int index = Integer.parseInt(step.group(2));
            return value.getClass().isArray()
                    ? Array.get(value, index)
                    : ofJdk(value, List.class).get(index);
        }
        Map<?, ?> map = ofJdk(value, Map.class);
        if (step.group(3) != null) {
            return map.get(step.group(3).replaceAll("\\\\(.)", "$1"));
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof Enum<?> key && key.name().equals(step.group(4))) {
                return entry.getValue();
            }
        }
        throw new NoSuchFieldException(step.group(4));
    }

    private static @Nullable Object field(Object value, String name) throws ReflectiveOperationException {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(value);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    /** @throws ClassCastException if the value is of another type, or of a class that is not the JDK's */
    private static <T> T ofJdk(Object value, Class<T> type) {
        if (!isOfJdk(value)) {
            throw new ClassCastException(value.getClass().getName());
        }
        return type.cast(value);
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return "\"" + shortened(text) + "\"";
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (isOfJdk(value)) {
            if (isScalar(value)) {
                return shortened(value.toString());
            }
            if (value instanceof Collection<?> collection) {
                return "%d elements".formatted(collection.size());
            }
            if (value instanceof Map<?, ?> map) {
                return "%d entries".formatted(map.size());
            }
        }
        return value.getClass().isArray() ? "%d elements".formatted(Array.getLength(value)) : ofType(value);
    }

    private static boolean isScalar(Object value) {
        return value instanceof Boolean
                || value instanceof Character
                || value instanceof BigDecimal
                || value instanceof BigInteger
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || (value instanceof Number && value.getClass().getPackageName().equals("java.lang"));
    }

    private static String ofType(Object value) {
        return "an object of " + value.getClass().getName();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
