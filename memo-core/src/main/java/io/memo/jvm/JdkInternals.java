package io.memo.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/** Reaches what the module {@code jdk.unsupported} exports, which a runtime may lack: who asks has another way, or does without. */
public final class JdkInternals {

    private JdkInternals() {}

    /**
     * Returns a method of {@code sun.misc.Unsafe}, to be called without its receiver.
     *
     * @throws ReflectiveOperationException if this runtime has no such class or method
     */
    public static MethodHandle ofUnsafe(String method, MethodType type) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field only = unsafe.getDeclaredField("theUnsafe");
        only.setAccessible(true);
        return MethodHandles.lookup().findVirtual(unsafe, method, type).bindTo(only.get(null));
    }
}
