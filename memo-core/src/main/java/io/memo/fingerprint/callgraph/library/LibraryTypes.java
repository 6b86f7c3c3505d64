package io.memo.fingerprint.callgraph.library;

import io.memo.fingerprint.classfile.code.MethodRef;
import io.memo.fingerprint.classfile.facts.Descriptors;
import java.util.List;
import java.util.Set;

/** What is known of library types as holders of application objects. */
public final class LibraryTypes {

    private static final Set<String> HOLDERS = Set.of(
            "java/lang/Object",
            "java/lang/Iterable",
            "java/lang/Class",
            "java/lang/ClassValue",
            "java/lang/InheritableThreadLocal",
            "java/lang/ThreadLocal");

    private static final List<String> VALUES = List.of(
            "java/io/",
            "java/math/",
            "java/net/",
            "java/nio/",
            "java/text/",
            "java/time/",
            "java/util/BitSet",
            "java/util/Calendar",
            "java/util/Currency",
            "java/util/Date",
            "java/util/Locale",
            "java/util/OptionalDouble",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/Random",
            "java/util/Scanner",
            "java/util/StringJoiner",
            "java/util/TimeZone",
            "java/util/UUID",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicInteger",
            "java/util/concurrent/atomic/AtomicLong",
            "java/util/concurrent/atomic/DoubleA",
            "java/util/concurrent/atomic/LongA",
            "java/util/concurrent/locks/",
            "java/util/function/Double",
            "java/util/function/Int",
            "java/util/function/Long",
            "java/util/regex/",
            "java/util/zip/");

    private static final List<String> CONTAINERS =
            List.of("java/io/", "java/math/", "java/net/", "java/nio/", "java/text/", "java/time/", "java/util/");

    /** Types that look like containers or values and know of objects in other ways. */
    private static final Set<String> BRINGERS = Set.of(
            "java/lang/Class",
            "java/lang/ClassLoader",
            "java/lang/Thread",
            "java/lang/ThreadGroup",
            "java/util/ResourceBundle");

    private static final String DOMAIN = "org/springframework/data/domain/";

    /** They hold what they are given, and the rest of Spring Data reads it. */
    private static final Set<String> PAGES = Set.of(
            DOMAIN + "Page",
            DOMAIN + "PageImpl",
            DOMAIN + "Slice",
            DOMAIN + "SliceImpl",
            DOMAIN + "Pageable",
            DOMAIN + "PageRequest",
            DOMAIN + "Sort");

    private LibraryTypes() {}

    /** Returns whether objects of the type are containers of Spring Data, which look into nothing. */
    public static boolean isPage(String name) {
        return PAGES.contains(name);
    }

    /** Returns whether objects of the type, where no type arguments are named, hold no objects of the application. */
    public static boolean holdNothing(String name) {
        return isDirectlyIn("java/lang/", name) && !HOLDERS.contains(name)
                || LibraryCalls.isLogging(name)
                || VALUES.stream().anyMatch(name::startsWith);
    }

    /** Returns whether objects of the type are mostly made to hold others, of any class where no type arguments are named. */
    public static boolean isRawHolder(String name) {
        return (name.startsWith("java/util/") && !name.startsWith("java/util/function/") || HOLDERS.contains(name))
                && !name.equals("java/lang/Class")
                && !holdNothing(name);
    }

    /** Returns whether the method brings no object of the application but those that reached code gave to its owner. */
    public static boolean bringsNothing(MethodRef method) {
        String owner = method.owner();
        boolean isValue = Descriptors.classes(method.descriptor()).stream().allMatch("java/lang/String"::equals);
        if (BRINGERS.contains(owner)) {
            return isValue || method.descriptor().endsWith(")V");
        }
        return isValue
                || isDirectlyIn("java/lang/", owner)
                || owner.startsWith("[")
                || LibraryCalls.isLogging(owner)
                || CONTAINERS.stream().anyMatch(owner::startsWith);
    }

    private static boolean isDirectlyIn(String prefix, String name) {
        return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
    }
}
