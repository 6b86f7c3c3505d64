package io.memo.hash.refusal;

import io.memo.hash.classify.Jdk;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** How types are written in the program of a user who imports the outermost class. */
final class CodeNames {

    private CodeNames() {}

    /** Returns the name of a type, behind those of the classes around it, without the package. */
    static String of(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null || type.getCanonicalName() == null
                ? type.getSimpleName()
                : of(around) + "." + type.getSimpleName();
    }

    /**
     * Returns the type, or the closest of its supertypes that a program can name and that says what its objects can do; null if
     * there is none but {@link Object}.
     */
    static @Nullable Class<?> nameable(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (isNameable(c)) {
                return c;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                if (isNameable(implemented) && implemented.getMethods().length > 0) {
                    return implemented;
                }
            }
        }
        return null;
    }

    private static boolean isNameable(Class<?> type) {
        if (type.getCanonicalName() == null || type.isHidden() || type.getName().contains("$$")) {
            return false;
        }
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            boolean open = Jdk.owns(c) || c.isInterface()
                    ? Modifier.isPublic(c.getModifiers())
                    : !Modifier.isPrivate(c.getModifiers());
            if (!open) {
                return false;
            }
        }
        return !Jdk.owns(type) || type.getModule().isExported(type.getPackageName());
    }
}
