package io.memo.hash.classify;

import java.util.Arrays;

/** Subclasses that libraries generate of the classes that the user wrote. */
public final class GeneratedTypes {

    private GeneratedTypes() {}

    /** Returns whether the class was generated for a proxy whose target is not in its fields. */
    public static boolean isEnhanced(Class<?> type) {
        String name = type.getName();
        boolean generated = name.contains("$$EnhancerBy") || name.contains("$$SpringCGLIB$$");
        return (generated && written(type) == type) || name.contains("$$FastClassBy");
    }

    /**
     * Returns the class that the user wrote, of an object of the subclass that Spring generates of a configuration class, or
     * of a bean with {@code @Lookup} methods: unlike a proxy, such an object holds its own fields.
     */
    public static Class<?> written(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent != null && (isConfiguration(type) || looksUp(type)) ? parent : type;
    }

    private static boolean isConfiguration(Class<?> type) {
        String marker = "org.springframework.context.annotation.ConfigurationClassEnhancer$EnhancedConfiguration";
        return Arrays.stream(type.getInterfaces())
                .anyMatch(each -> each.getName().equals(marker));
    }

    /** Of methods that look nothing up the first callback is none: they run on the object itself. A proxy has no such methods. */
    private static boolean looksUp(Class<?> type) {
        Class<?>[] interfaces = type.getInterfaces();
        return type.getName().contains("$$SpringCGLIB$$")
                && interfaces.length == 1
                && interfaces[0].getName().equals("org.springframework.cglib.proxy.Factory")
                && Arrays.stream(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals("CGLIB$CALLBACK_0")
                                && field.getType().getName().equals("org.springframework.cglib.proxy.NoOp"));
    }
}
