package io.memo.hash;

import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field by which a {@link LinkedHashMap} keeps its entries in the order in which they were asked for, without serialising
 * the map. From Java 24 on {@code sun.reflect.ReflectionFactory} writes the fields of one class of an object to a stream; before
 * that {@code sun.misc.Unsafe} reads it. Neither is promised, so each is tried on maps made for it, and believed only if right.
 */
final class AccessOrderField {

    private static final String NAME = "accessOrder";
    private static final @Nullable Probe PROBE = working();

    private AccessOrderField() {}

    /** A way to read it. */
    private interface Probe {
        boolean read(LinkedHashMap<?, ?> map) throws Throwable;
    }

    /** Returns what is in the field, or null if there is no way to read it. */
    static @Nullable Boolean of(LinkedHashMap<?, ?> map) {
        if (PROBE == null) {
            return null;
        }
        try {
            return PROBE.read(map);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static @Nullable Probe working() {
        try {
            Probe probe = Runtime.version().feature() < 24 ? unsafe() : written();
            boolean right =
                    probe.read(new LinkedHashMap<>(1, 1, true)) && !probe.read(new LinkedHashMap<>(1, 1, false));
            return right ? probe : null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static Probe unsafe() throws Throwable {
        MethodHandle locate =
                JdkInternals.ofUnsafe("objectFieldOffset", MethodType.methodType(long.class, Field.class));
        long offset = (long) locate.invokeExact(LinkedHashMap.class.getDeclaredField(NAME));
        MethodHandle read =
                JdkInternals.ofUnsafe("getBoolean", MethodType.methodType(boolean.class, Object.class, long.class));
        return map -> (boolean) read.invokeExact((Object) map, offset);
    }

    private static Probe written() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
        Object factory = type.getMethod("getReflectionFactory").invoke(null);
        MethodHandle write = (MethodHandle) type.getMethod("defaultWriteObjectForSerialization", Class.class)
                .invoke(factory, LinkedHashMap.class);
        return map -> {
            Noted noted = new Noted();
            write.invokeExact((LinkedHashMap<?, ?>) map, (ObjectOutputStream) noted);
            return noted.fields.value;
        };
    }

    /** A stream to which nothing goes but what is put by name. */
    private static final class Noted extends ObjectOutputStream {

        private final Fields fields = new Fields();

        Noted() throws IOException {
            super();
        }

        @Override
        public PutField putFields() {
            return fields;
        }

        @Override
        public void writeFields() {
            // They were noted when they were put.
        }
    }

    private static final class Fields extends ObjectOutputStream.PutField {

        private boolean value;

        @Override
        public void put(String name, boolean put) {
            value |= put && name.equals(NAME);
        }

        @Override
        public void put(String name, byte put) {}

        @Override
        public void put(String name, char put) {}

        @Override
        public void put(String name, short put) {}

        @Override
        public void put(String name, int put) {}

        @Override
        public void put(String name, long put) {}

        @Override
        public void put(String name, float put) {}

        @Override
        public void put(String name, double put) {}

        @Override
        public void put(String name, @Nullable Object put) {}

        @Override
        @Deprecated
        public void write(ObjectOutput out) {}
    }
}
