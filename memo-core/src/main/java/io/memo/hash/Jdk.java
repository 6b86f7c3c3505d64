package io.memo.hash;

/** What belongs to the JDK: its private state can't be read and its methods are no code of the user's. */
final class Jdk {

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private Jdk() {}

    static boolean owns(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == PLATFORM;
    }

    /** Returns why the fields of the class cannot be read. */
    static String notOpen(Class<?> type) {
        return "module " + type.getModule().getName() + " does not open package " + type.getPackageName() + " to memo";
    }
}
