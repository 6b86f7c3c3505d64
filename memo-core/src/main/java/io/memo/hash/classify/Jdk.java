package io.memo.hash.classify;

import java.lang.reflect.Modifier;
import java.util.Arrays;

/** What belongs to the JDK: its private state can't be read and its methods are no code of the user's. */
public final class Jdk {

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private Jdk() {}

    /**
     * Returns whether the bootstrap or the platform loader defined the class. True also for primitive types; an array belongs to whom its
     * elements do.
     */
    public static boolean owns(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == PLATFORM;
    }

    /** Returns whether the class is of a lambda of the JDK that holds nothing. */
    public static boolean isBareLambda(Class<?> type) {
        return type.isHidden()
                && owns(type)
                && Arrays.stream(type.getDeclaredFields()).allMatch(f -> Modifier.isStatic(f.getModifiers()));
    }

    /** Returns why the fields of the class cannot be read. */
    public static String notOpen(Class<?> type) {
        return "module " + type.getModule().getName() + " does not open package " + type.getPackageName() + " to memo";
    }
}
