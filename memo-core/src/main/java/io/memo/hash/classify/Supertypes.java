package io.memo.hash.classify;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for types by name, so that memo need not depend on what declares them. */
public final class Supertypes {

    private Supertypes() {}

    /**
     * Returns the first answer that is not null for the names of the class and all its supertypes, or null if there is none.
     *
     * @param answer gets binary names: that of a class, then those of its interfaces and what these extend, then its superclass's
     */
    public static <T> @Nullable T first(Class<?> type, Function<String, @Nullable T> answer) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            T found = answer.apply(c.getName());
            if (found != null) {
                return found;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                T above = first(implemented, answer);
                if (above != null) {
                    return above;
                }
            }
        }
        return null;
    }

    /** Returns the class itself or the supertype that has this binary name, or null if there is none. */
    public static @Nullable Class<?> find(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(name)) {
                return c;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                Class<?> above = find(implemented, name);
                if (above != null) {
                    return above;
                }
            }
        }
        return null;
    }
}
