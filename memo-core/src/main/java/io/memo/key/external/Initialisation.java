package io.memo.key.external;

import io.memo.jvm.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a class has been initialised, without doing it. No API does so on every Java: up to 21 {@code sun.misc.Unsafe}
 * tells; from 22 on making a {@code VarHandle} for a static no longer initialises its class, and gives a handle of another
 * class while that is to be done. Neither is promised, so each is tried on a class made for it, and believed only if right.
 */
final class Initialisation {

    private static final @Nullable Probe PROBE = working();

    private Initialisation() {}

    /** A way to tell. */
    private interface Probe {
        boolean isPending(Field field) throws Throwable;
    }

    /**
     * Returns whether the class that declares the static surely has not been initialised; false where that cannot be told.
     * Once false for a class it stays so.
     */
    static boolean isPending(Field field) {
        if (PROBE == null) {
            return false;
        }
        try {
            return PROBE.isPending(field);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return false;
        }
    }

    private static @Nullable Probe working() {
        try {
            Probe probe = Runtime.version().feature() < 22 ? unsafe() : Initialisation::hasLazyHandle;
            Field pending = Pending.class.getDeclaredField("value");
            Field done = Done.class.getDeclaredField("value");
            done.set(null, 1);
            boolean right = probe.isPending(pending) && !probe.isPending(done) && probe.isPending(pending);
            pending.set(null, 1);
            return right && !probe.isPending(pending) ? probe : null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static Probe unsafe() throws ReflectiveOperationException {
        MethodHandle asked =
                JdkInternals.ofUnsafe("shouldBeInitialized", MethodType.methodType(boolean.class, Class.class));
        return field -> (boolean) asked.invokeExact(field.getDeclaringClass());
    }

    private static boolean hasLazyHandle(Field field) throws IllegalAccessException, NoSuchFieldException {
        Class<?> owner = field.getDeclaringClass();
        return Modifier.isStatic(field.getModifiers())
                && MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                        .findStaticVarHandle(owner, field.getName(), field.getType())
                        .getClass()
                        .getName()
                        .equals("java.lang.invoke.LazyInitializingVarHandle");
    }

    private static final class Pending {
        static int value = Integer.parseInt("0");
    }

    private static final class Done {
        static int value = Integer.parseInt("0");
    }
}
