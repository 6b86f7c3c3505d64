package io.memo.libraries;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;

/** What the public read methods of an object answer, as a text: found without memo, by which memo can be held. */
final class Observation {

    /** Methods without parameters that begin like this change the object, hand out a position in it, or start something. */
    private static final List<String> NO_READERS = List.of(
            "accumulate",
            "add",
            "append",
            "asParallel",
            "bulk",
            "chars",
            "clear",
            "clone",
            "close",
            "codePoints",
            "compact",
            "decrement",
            "delete",
            "describeConstable",
            "descendingIterator",
            "detach",
            "drain",
            "elements",
            "entries",
            "fillInStackTrace",
            "finalize",
            "flip",
            "getAnd",
            "getClass",
            "hashCode",
            "increment",
            "iterator",
            "lazy",
            "listIterator",
            "mark",
            "newEmpty",
            "next",
            "notify",
            "parallel",
            "poll",
            "pop",
            "previous",
            "purge",
            "put",
            "rehash",
            "remove",
            "reset",
            "reverse",
            "rewind",
            "shuffle",
            "sort",
            "spliterator",
            "stream",
            "sumThenReset",
            "synchronized",
            "take",
            "toString",
            "toggle",
            "trim",
            "wait",
            "asSynchronized",
            "bitIterator",
            "intIterator",
            "primitive",
            "shuffled",
            "sliding",
            "permutations");
    /** What these answer is how the object stores, or which of several elements happens to come first. */
    private static final Set<String> STORAGE = Set.of(
            "capacity",
            "getAny",
            "getFirst",
            "getLast",
            "getOnly",
            "hashPrime",
            "batch",
            "asShort",
            "toImmutable",
            "pick",
            "firstKey",
            "lastKey",
            "head",
            "tail",
            "last",
            "init",
            "headOption",
            "lastOption",
            "tailOption",
            "initOption",
            "makeString",
            "mapSize",
            "array",
            "arrayOffset",
            "keysView",
            "valuesView");

    private static final List<Object> PROBES = Arrays.asList("a", "A", "b", "B", "absent", 1, 2, 77);
    private static final int MOST = 50;

    private final Map<Class<?>, List<Method>> readers = new HashMap<>();
    private final boolean ordered;
    private final boolean probed;
    private final Set<String> excluded;

    /**
     * @param ordered whether the order of what it holds is part of it
     * @param probed whether it may be asked for what it does not hold
     * @param excluded further methods that are not called
     */
    Observation(boolean ordered, boolean probed, Set<String> excluded) {
        this.ordered = ordered;
        this.probed = probed;
        this.excluded = excluded;
    }

    String of(Object value) {
        StringBuilder out = new StringBuilder();
        render(value, out, 0);
        for (Method reader : readers.computeIfAbsent(value.getClass(), this::readers)) {
            out.append('\n').append(reader.getName()).append('=');
            Object answer = call(reader, value);
            // A view of the same kind answers as the object does.
            if (answer != value || isPlain(value.getClass())) {
                render(answer, out, 1);
            }
        }
        probe(value, out);
        return out.toString();
    }

    private void probe(Object value, StringBuilder out) {
        if (!probed) {
            return;
        }
        for (Object probe : PROBES) {
            out.append('\n').append(probe).append('?');
            try {
                if (value instanceof Map<?, ?> map) {
                    out.append(map.containsKey(probe)).append(map.get(probe)).append(map.containsValue(probe));
                } else if (value instanceof Collection<?> collection) {
                    out.append(collection.contains(probe));
                }
            } catch (RuntimeException e) {
                out.append(e.getClass().getSimpleName());
            }
        }
    }

    private List<Method> readers(Class<?> type) {
        List<Method> found = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class
                    && !excluded.contains(method.getName())
                    && !(!ordered && STORAGE.contains(method.getName()))
                    && NO_READERS.stream().noneMatch(method.getName()::startsWith)) {
                Method accessible = accessible(method, type);
                if (accessible != null) {
                    found.add(accessible);
                }
            }
        }
        found.sort(Comparator.comparing(Method::getName)
                .thenComparing(each -> each.getReturnType().getName()));
        return found;
    }

    /** Returns the method as the first public type declares it, or null if there is none. */
    static Method accessible(Method method, Class<?> type) {
        if (method.trySetAccessible()) {
            return method;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Class<?> implemented : c.getInterfaces()) {
                try {
                    Method declared = implemented.getMethod(method.getName(), method.getParameterTypes());
                    if (declared.trySetAccessible()) {
                        return declared;
                    }
                } catch (NoSuchMethodException e) {
                    // Another one may have it.
                }
            }
        }
        return null;
    }

    private static Object call(Method reader, Object value) {
        try {
            return reader.invoke(value);
        } catch (InvocationTargetException e) {
            return "throws " + e.getCause().getClass().getSimpleName();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void render(Object value, StringBuilder out, int depth) {
        if (value == null || depth > 3) {
            out.append(value == null ? "null" : "...");
        } else if (value instanceof Map<?, ?> map) {
            renderAll(map.entrySet().iterator(), out, depth);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            render(entry.getKey(), out, depth + 1);
            out.append("->");
            render(entry.getValue(), out, depth + 1);
        } else if (value instanceof Iterator || value instanceof BaseStream) {
            out.append("read once");
        } else if (value instanceof Optional<?> optional) {
            out.append("optional ");
            render(optional.orElse(null), out, depth + 1);
        } else if (value instanceof java.nio.file.Path || value instanceof CharSequence) {
            out.append(value);
        } else if (value instanceof Collection<?> collection) {
            renderAll(Arrays.asList(collection.toArray()).iterator(), out, depth);
        } else if (value instanceof Iterable<?> iterable) {
            renderAll(iterable.iterator(), out, depth);
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Math.min(length, MOST); i++) {
                elements.add(Array.get(value, i));
            }
            out.append(length);
            renderAll(elements.iterator(), out, depth);
        } else if (value instanceof Enum<?> constant) {
            out.append(constant.getDeclaringClass().getSimpleName()).append('.').append(constant.name());
        } else if (isPlain(value.getClass())) {
            out.append(value.getClass().getSimpleName()).append(' ').append(value);
        } else {
            out.append(value.getClass().getName());
        }
    }

    /** Says what it is without an identity hash or what it holds in which order. */
    private static boolean isPlain(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.lang.") && !name.contains("Lambda")
                || name.startsWith("java.math.")
                || name.startsWith("java.time.")
                || name.equals("java.util.Locale")
                || name.equals("java.util.Currency")
                || name.equals("java.util.UUID")
                || name.equals("java.net.URI");
    }

    private void renderAll(Iterator<?> elements, StringBuilder out, int depth) {
        List<String> rendered = new ArrayList<>();
        while (elements.hasNext() && rendered.size() < MOST) {
            StringBuilder each = new StringBuilder();
            render(elements.next(), each, depth + 1);
            rendered.add(each.toString());
        }
        if (!ordered) {
            Collections.sort(rendered);
        }
        out.append(rendered);
    }
}
