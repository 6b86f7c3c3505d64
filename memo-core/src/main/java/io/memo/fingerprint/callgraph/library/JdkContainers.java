package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.MethodRef;
import java.util.Set;

/**
 * What is known of the JDK's containers as callers of what they hold. A look-up by a key or an element calls {@code hashCode},
 * {@code equals} or {@code compareTo} of what is looked up; an object that is stored by its place is not called at all. All else that
 * containers do, and all that is done with them as a whole, may call any object in them.
 */
public final class JdkContainers {

    private static final Set<String> ELEMENTWISE = Set.of(
            "add",
            "addFirst",
            "addLast",
            "clear",
            "computeIfAbsent",
            "contains",
            "containsKey",
            "descendingIterator",
            "empty",
            "emptyList",
            "emptyMap",
            "emptySet",
            "entrySet",
            "forEach",
            "forEachRemaining",
            "get",
            "getFirst",
            "getKey",
            "getLast",
            "getOrDefault",
            "getValue",
            "hasNext",
            "hasPrevious",
            "ifPresent",
            "indexOf",
            "isEmpty",
            "isPresent",
            "iterator",
            "keySet",
            "lastIndexOf",
            "listIterator",
            "next",
            "ofNullable",
            "orElse",
            "orElseGet",
            "orElseThrow",
            "peek",
            "peekFirst",
            "peekLast",
            "previous",
            "push",
            "put",
            "putIfAbsent",
            "remove",
            "set",
            "setValue",
            "size",
            "subList",
            "toArray",
            "values");

    /** What is taken out of a heap makes it compare what stays. */
    private static final Set<String> MAY_BE_SORTED = Set.of(
            "java/util/AbstractCollection",
            "java/util/AbstractQueue",
            "java/util/Collection",
            "java/util/Iterator",
            "java/util/PriorityQueue",
            "java/util/Queue");

    private static final Set<String> BY_PLACE = Set.of(
            "java/util/List", "java/util/ArrayList", "java/util/LinkedList", "java/util/ArrayDeque", "java/util/Deque");

    private static final Set<String> STORED_BY_PLACE = Set.of("add", "addFirst", "addLast", "push", "set");

    private JdkContainers() {}

    /** Returns whether the method calls no object but those that it is given. */
    public static boolean isElementwise(MethodRef method) {
        boolean isContainer = method.owner().startsWith("java/util/")
                && !method.owner().startsWith("java/util/stream/")
                && !method.owner().startsWith("java/util/concurrent/");
        boolean isMade = method.isConstructor() && !method.descriptor().contains("L");
        return (isContainer || method.owner().equals("java/lang/Iterable"))
                && (isMade || ELEMENTWISE.contains(method.name()))
                && !(method.name().equals("remove") && MAY_BE_SORTED.contains(method.owner()));
    }

    /** Returns whether the method calls nothing on its argument with that number, the first being 0. */
    public static boolean storesOnly(MethodRef method, int argument) {
        if (BY_PLACE.contains(method.owner())) {
            return STORED_BY_PLACE.contains(method.name());
        }
        return method.owner().startsWith("java/util/")
                && (method.name().equals("put")
                        || method.name().equals("putIfAbsent")
                        || method.name().equals("getOrDefault"))
                && argument == 1;
    }
}
