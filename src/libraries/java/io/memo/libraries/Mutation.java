package io.memo.libraries;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Changes an object by one of its public methods, with arguments by chance. */
final class Mutation {

    private static final List<String> WRITERS = List.of(
            "add",
            "append",
            "clear",
            "decrement",
            "defaultReturnValue",
            "delete",
            "flip",
            "increment",
            "insert",
            "offer",
            "or",
            "push",
            "put",
            "remove",
            "replace",
            "set",
            "subtract",
            "xor");
    private static final Set<Class<?>> TYPES = Set.of(
            int.class,
            long.class,
            short.class,
            byte.class,
            char.class,
            boolean.class,
            float.class,
            double.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Character.class,
            Boolean.class,
            Float.class,
            Double.class,
            String.class,
            Object.class,
            CharSequence.class,
            Comparable.class,
            Number.class,
            BigDecimal.class);
    private static final List<String> TEXTS = List.of("a", "A", "b", "B", "c", "d");

    private final List<Method> writers;
    private final Random random;
    private final List<Object> elements;

    /**
     * @param excluded methods that are not called
     * @param elements what stands for an object, or empty for some texts
     */
    Mutation(Class<?> type, Set<String> excluded, List<Object> elements, Random random) {
        this.random = random;
        this.elements = elements.isEmpty() ? new ArrayList<>(TEXTS) : elements;
        this.writers = Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers())
                        && !excluded.contains(method.getName())
                        && WRITERS.stream().anyMatch(method.getName()::startsWith)
                        && Arrays.stream(method.getParameterTypes()).allMatch(TYPES::contains))
                .map(method -> Observation.accessible(method, type))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        if (writers.isEmpty()) {
            throw new IllegalArgumentException("Nothing changes a " + type);
        }
    }

    void apply(Object value) {
        Method writer = writers.get(random.nextInt(writers.size()));
        // Else most objects would be empty most of the time.
        if (writer.getParameterCount() == 0 && random.nextInt(4) > 0) {
            return;
        }
        Object[] arguments =
                Arrays.stream(writer.getParameterTypes()).map(this::argument).toArray();
        try {
            writer.invoke(value, arguments);
        } catch (InvocationTargetException e) {
            // It was no argument for it, which is no change.
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Object argument(Class<?> type) {
        int number = random.nextInt(5);
        if (type == int.class || type == Integer.class) {
            return number;
        }
        if (type == long.class || type == Long.class) {
            return (long) number;
        }
        if (type == short.class || type == Short.class) {
            return (short) number;
        }
        if (type == byte.class || type == Byte.class) {
            return (byte) number;
        }
        if (type == char.class || type == Character.class) {
            return (char) ('a' + number);
        }
        if (type == boolean.class || type == Boolean.class) {
            return number % 2 == 0;
        }
        if (type == float.class || type == Float.class) {
            return (float) number;
        }
        if (type == double.class || type == Double.class) {
            return (double) number;
        }
        if (type == Number.class) {
            return number;
        }
        if (type == BigDecimal.class) {
            return BigDecimal.valueOf(number);
        }
        return type == Object.class || type == Comparable.class
                ? elements.get(random.nextInt(elements.size()))
                : TEXTS.get(number);
    }
}
