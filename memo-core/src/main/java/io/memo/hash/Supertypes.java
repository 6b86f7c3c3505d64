package io.memo.hash;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for types by name, so that memo need not depend on what declares them. */
final class Supertypes {

    private Supertypes() {}

    /** Returns the first answer that is not null for the names of the class and all its supertypes. */
    static <T> @Nullable T first(Class<?> type, Function<String, @Nullable T> answer) {
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

    static boolean has(Class<?> type, String name) {
        return first(type, candidate -> candidate.equals(name) ? candidate : null) != null;
    }
}
