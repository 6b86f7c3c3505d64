package io.memo.returns.fields;

import io.memo.jvm.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects without running a constructor: what a constructor does besides filling fields must not be done again. {@code
 * sun.misc.Unsafe.allocateInstance} is no memory access, so that it stays when those go (JEP 471).
 */
final class Bare {

    private static final @Nullable MethodHandle ALLOCATE = find();

    private Bare() {}

    /** Returns whether this runtime can. */
    static boolean isPossible() {
        return ALLOCATE != null;
    }

    /** Returns a new object of the class, all of whose fields are blank. */
    static Object object(Class<?> type) {
        MethodHandle allocate = ALLOCATE;
        if (allocate == null) {
            throw new IllegalStateException("This runtime has no module jdk.unsupported");
        }
        try {
            return (Object) allocate.invokeExact(type);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle find() {
        try {
            return JdkInternals.ofUnsafe("allocateInstance", MethodType.methodType(Object.class, Class.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}
