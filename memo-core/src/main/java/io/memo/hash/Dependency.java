package io.memo.hash;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * An object that code merely uses: it counts by which object it is, or by its name in a container, and what changes inside it is
 * not noticed. Neither means anything in another process.
 *
 * @param path how it is reached, such as {@code this.rest}
 * @param type its class
 * @param name its name in the container, or null if it counts by which object it is
 */
public record Dependency(
        String path, Class<?> type, @Nullable String name) {

    private static final List<Class<?>> WITHOUT_CONTENT =
            List.of(Lock.class, ReadWriteLock.class, Semaphore.class, Executor.class, ThreadLocal.class);

    private static final Set<String> LIBRARIES_WITHOUT_CONTENT =
            Set.of("io.micrometer.core.instrument.MeterRegistry", "io.micrometer.observation.ObservationRegistry");

    /** Returns whether a result may depend on what is inside an object of the class: it is no lock, no executor and no meter. */
    public static boolean hasContent(Class<?> type) {
        return WITHOUT_CONTENT.stream().noneMatch(each -> each.isAssignableFrom(type))
                && Supertypes.first(type, name -> LIBRARIES_WITHOUT_CONTENT.contains(name) ? name : null) == null;
    }
}
