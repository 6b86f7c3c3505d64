package io.memo.jvm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own lookup, before which nothing is closed. It is there if {@code java.lang.invoke} is open to memo; up to Java 23 {@code
 * sun.misc.Unsafe} reads it, too. From 24 on that would make the JVM print a warning.
 */
final class TrustedLookup {

    private static final String FIELD = "IMPL_LOOKUP";
    private static final @Nullable Lookup FOUND = find();

    private TrustedLookup() {}

    /** Returns the lookup, or null if it is out of reach. */
    static @Nullable Lookup get() {
        return FOUND;
    }

    private static @Nullable Lookup find() {
        try {
            Field field = Lookup.class.getDeclaredField(FIELD);
            if (field.trySetAccessible()) {
                return (Lookup) field.get(null);
            }
            return Runtime.version().feature() < 24 ? unsafe(field) : null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static Lookup unsafe(Field field) throws Throwable {
        MethodHandle base = JdkInternals.ofUnsafe("staticFieldBase", MethodType.methodType(Object.class, Field.class));
        MethodHandle offset =
                JdkInternals.ofUnsafe("staticFieldOffset", MethodType.methodType(long.class, Field.class));
        MethodHandle read =
                JdkInternals.ofUnsafe("getObject", MethodType.methodType(Object.class, Object.class, long.class));
        return (Lookup) read.invoke((Object) base.invoke(field), (long) offset.invoke(field));
    }
}
