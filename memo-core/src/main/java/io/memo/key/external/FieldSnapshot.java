package io.memo.key.external;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** A field of an object, or a static, and what was in it when it was read: bits of a primitive, or a reference. */
abstract class FieldSnapshot {

    private static final MethodType BITS = MethodType.methodType(long.class, Object.class);
    private static final MethodType REFERENCE = MethodType.methodType(Object.class, Object.class);

    private FieldSnapshot() {}

    /** Returns whether the field still holds the same. */
    abstract boolean holds();

    /** Returns what was read: a {@link Long} with the bits of a primitive, or the reference. */
    abstract @Nullable Object read();

    /**
     * Reads a field.
     *
     * @param owner the object; ignored for a static
     * @return null if the field cannot be read
     */
    static @Nullable FieldSnapshot of(Field field, Object owner) {
        try {
            if (!field.trySetAccessible()) {
                return null;
            }
            MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
            if (Modifier.isStatic(field.getModifiers())) {
                getter = MethodHandles.dropArguments(getter, 0, Object.class);
            }
            return field.getType().isPrimitive()
                    ? new Bits(bits(getter, field.getType()), owner)
                    : new Reference(getter.asType(REFERENCE), owner);
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    private static MethodHandle bits(MethodHandle getter, Class<?> type) throws IllegalAccessException {
        MethodHandle raw = getter;
        try {
            if (type == double.class) {
                raw = MethodHandles.filterReturnValue(
                        getter, converter(Double.class, "doubleToLongBits", type, long.class));
            } else if (type == float.class) {
                raw = MethodHandles.filterReturnValue(
                        getter, converter(Float.class, "floatToIntBits", type, int.class));
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every Java platform converts floating point to bits", e);
        }
        return MethodHandles.explicitCastArguments(raw, BITS);
    }

    private static MethodHandle converter(Class<?> owner, String name, Class<?> from, Class<?> to)
            throws NoSuchMethodException, IllegalAccessException {
        return MethodHandles.lookup().findStatic(owner, name, MethodType.methodType(to, from));
    }

    private static RuntimeException unexpected(Throwable thrown) {
        return new IllegalStateException("A getter of a field throws nothing but for a missing object", thrown);
    }

    private static final class Bits extends FieldSnapshot {

        private final MethodHandle getter;
        private final Object owner;
        private final long was;

        Bits(MethodHandle getter, Object owner) {
            this.getter = getter;
            this.owner = owner;
            this.was = now();
        }

        private long now() {
            try {
                return (long) getter.invokeExact(owner);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        boolean holds() {
            return now() == was;
        }

        @Override
        Object read() {
            return was;
        }
    }

    private static final class Reference extends FieldSnapshot {

        private final MethodHandle getter;
        private final Object owner;
        private final @Nullable Object was;

        Reference(MethodHandle getter, Object owner) {
            this.getter = getter;
            this.owner = owner;
            this.was = now();
        }

        private @Nullable Object now() {
            try {
                return getter.invokeExact(owner);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        boolean holds() {
            return now() == was;
        }

        @Override
        @Nullable
        Object read() {
            return was;
        }
    }
}
