package io.memo.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the count that HotSpot keeps in each class, so that what reflection remembers of it can be told stale. */
final class RedefinitionCounts {

    private static final String FIELD = "classRedefinedCount";

    private final @Nullable VarHandle field;

    private RedefinitionCounts(@Nullable VarHandle field) {
        this.field = field;
    }

    /** Opens {@code java.lang} to this class alone. On a JVM without that field nothing can be read. */
    static RedefinitionCounts of(Instrumentation jvm) {
        try {
            Module ours = RedefinitionCounts.class.getModule();
            jvm.redefineModule(
                    Class.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of(Class.class.getPackageName(), Set.of(ours)),
                    Set.of(),
                    Map.of());
            return new RedefinitionCounts(MethodHandles.privateLookupIn(Class.class, MethodHandles.lookup())
                    .findVarHandle(Class.class, FIELD, int.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new RedefinitionCounts(null);
        }
    }

    int of(Class<?> type) {
        return field == null ? -1 : (int) field.getVolatile(type);
    }
}
