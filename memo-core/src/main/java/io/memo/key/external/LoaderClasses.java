package io.memo.key.external;

import org.jspecify.annotations.Nullable;

/**
 * The classes that code means by their names: those that its loader finds. Another loader, such as that of a plugin, may have
 * classes of the same names with other code.
 *
 * @param loader the loader of the code, null for the bootstrap one
 */
record LoaderClasses(@Nullable ClassLoader loader) {

    boolean contains(Class<?> type) {
        if (type.getClassLoader() == loader) {
            return true;
        }
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
