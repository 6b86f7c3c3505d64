package io.memo.fingerprint;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classes of which a container has objects or may make some. Where they are known, a class that only a container makes
 * and that is not among them is no receiver of calls: the implementation of a profile that is not active.
 *
 * @param exact the binary names of the classes of objects whose class is known
 * @param above the binary names of types below which the classes of all other objects lie; {@code java.lang.Object} if any
 *     class may be among them
 */
public record ManagedClasses(Set<String> exact, Set<String> above) {

    public ManagedClasses {
        exact = Set.copyOf(exact);
        above = Set.copyOf(above);
    }

    /** Returns what tells that nothing is known, so that every class may have objects. */
    public static Supplier<@Nullable ManagedClasses> unknown() {
        return () -> null;
    }
}
