package io.memo.hash;

import io.memo.hash.classify.Supertypes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What counts in a way that means nothing in another process.
 *
 * @param path how it is reached, such as {@code this.rest}
 * @param type its class
 * @param kind how it counts
 * @param name its name in the container, null if it does not count by that
 */
public record Dependency(
        String path, Class<?> type, Kind kind, @Nullable String name) {

    /** How such an object counts. */
    public enum Kind {
        /** It is merely used and counts by which object it is; what changes inside it is not noticed. */
        USED,
        /** It is an object of a container and counts by its name; what changes inside it is not noticed. */
        NAMED,
        /** It is a lambda that cannot be told from others of the class around it; what it captured counts. */
        LAMBDA,
        /** It counts by which object it is since a hasher says so, or since there is nothing else to it. */
        IDENTITY
    }

    private static final List<Class<?>> GUARDS =
            List.of(Lock.class, ReadWriteLock.class, Semaphore.class, Executor.class);

    private static final Set<String> METERS =
            Set.of("io.micrometer.core.instrument.MeterRegistry", "io.micrometer.observation.ObservationRegistry");

    /** Returns whether a result may depend on what is inside an object of the class: it is no lock, no executor and no meter. */
    public static boolean hasContent(Class<?> type) {
        return !isGuard(type) && !ThreadLocal.class.isAssignableFrom(type);
    }

    /** Returns whether no result depends on which object of the class is used: a lock, an executor, a meter. */
    public static boolean isGuard(Class<?> type) {
        return GUARDS.stream().anyMatch(each -> each.isAssignableFrom(type))
                || Supertypes.first(type, name -> METERS.contains(name) ? name : null) != null;
    }
}
