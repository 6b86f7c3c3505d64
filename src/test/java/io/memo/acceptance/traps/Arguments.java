package io.memo.acceptance.traps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes objects to call the traps with: of their own classes by the constructor with the fewest parameters. */
final class Arguments {

    private static final int DEEPEST = 4;

    private final ClassLoader loader;
    private final List<String> classes;

    /** @param folder where the classes of the trap lie */
    Arguments(ClassLoader loader, Path folder) {
        this.loader = loader;
        try (Stream<Path> files = Files.walk(folder)) {
            classes = files.map(file -> folder.getParent().relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one argument for each parameter; the same for the same types. */
    @Nullable
    public Object[] of(Class<?>[] types) throws ReflectiveOperationException {
        return of(types, 0);
    }

    private @Nullable Object[] of(Class<?>[] types, int depth) throws ReflectiveOperationException {
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(types[i], depth);
        }
        return values;
    }

    private @Nullable Object value(Class<?> type, int depth) throws ReflectiveOperationException {
        if (type.isPrimitive()) {
            return type == boolean.class ? (Object) true : number(type);
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, value(type.getComponentType(), depth));
            return array;
        }
        if (type.isEnum()) {
            return type.getEnumConstants().length == 0 ? null : type.getEnumConstants()[0];
        }
        for (Object ready : new Object[] {"a 7", 7, 7L, 7.0, List.of("b", "a"), Set.of("a"), Map.of("a", 7)}) {
            if (type.isInstance(ready)) {
                return ready;
            }
        }
        Object made = depth < DEEPEST ? made(type, depth) : null;
        return made != null || !type.isInterface() ? made : answering(type);
    }

    private static Object number(Class<?> type) {
        Object array = Array.newInstance(type, 1);
        if (type == char.class) {
            Array.setChar(array, 0, '7');
        } else {
            Array.setByte(array, 0, (byte) 7);
        }
        return Array.get(array, 0);
    }

    private @Nullable Object made(Class<?> type, int depth) throws ReflectiveOperationException {
        if (type.getName().startsWith("java.")) {
            return null;
        }
        for (String name : classes) {
            Class<?> candidate = Class.forName(name, false, loader);
            if (type.isAssignableFrom(candidate) && !Modifier.isAbstract(candidate.getModifiers())) {
                return candidate.isEnum() ? value(candidate, depth) : instance(candidate, depth + 1);
            }
        }
        return null;
    }

    /** Returns an object of the class. */
    Object instance(Class<?> type) throws ReflectiveOperationException {
        return instance(type, 0);
    }

    private Object instance(Class<?> type, int depth) throws ReflectiveOperationException {
        List<Constructor<?>> constructors = new ArrayList<>(List.of(type.getDeclaredConstructors()));
        constructors.sort(Comparator.comparing(Constructor::getParameterCount));
        Constructor<?> shortest = constructors.get(0);
        shortest.setAccessible(true);
        return shortest.newInstance(of(shortest.getParameterTypes(), depth));
    }

    /** Returns what answers a call with the first argument, or with 7 where it has none. */
    private Object answering(Class<?> type) {
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, given) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals")
                        ? (Object) (proxy == given[0])
                        : method.getName().equals("hashCode") ? (Object) 1 : "proxy";
            }
            Class<?> wanted = method.getReturnType();
            if (wanted == void.class) {
                return null;
            }
            return wanted.isPrimitive() && wanted != boolean.class
                    ? number(wanted)
                    : wanted == boolean.class
                            ? (Object) true
                            : given != null && wanted.isInstance(given[0]) ? given[0] : null;
        });
    }
}
