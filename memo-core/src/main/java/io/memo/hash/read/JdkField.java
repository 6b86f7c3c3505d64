package io.memo.hash.read;

import io.memo.jvm.JdkInternals;
import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field of a serializable class of the JDK that reflection does not reach. From Java 24 on {@code sun.reflect.ReflectionFactory} writes
 * the fields of one class of an object to a stream; before that {@code sun.misc.Unsafe} reads it. Neither is promised, so the field
 * is first read from an object made for it, and believed only if right.
 */
public final class JdkField {

    private final Probe probe;

    private JdkField(Probe probe) {
        this.probe = probe;
    }

    /** A way to read it. */
    private interface Probe {
        @Nullable
        Object read(Object owner) throws Throwable;
    }

    /**
     * Returns the field, or null if there is no way to read it.
     *
     * @param declaring the class that declares it
     * @param type its type, of references only {@code Object}
     * @param sample an object that has it
     * @param expected what is in the field of the sample
     */
    public static @Nullable JdkField of(
            Class<?> declaring, String name, Class<?> type, Object sample, Object expected) {
        try {
            Probe probe = Runtime.version().feature() < 24 ? unsafe(declaring, name, type) : written(declaring, name);
            return expected.equals(probe.read(sample)) ? new JdkField(probe) : null;
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns what is in the field, or null also if reading it fails. */
    public @Nullable Object in(Object owner) {
        try {
            return probe.read(owner);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static Probe unsafe(Class<?> declaring, String name, Class<?> type) throws Throwable {
        MethodHandle locate =
                JdkInternals.ofUnsafe("objectFieldOffset", MethodType.methodType(long.class, Field.class));
        long offset = (long) locate.invokeExact(declaring.getDeclaredField(name));
        String getter = type == boolean.class ? "getBoolean" : "getObject";
        MethodHandle read = JdkInternals.ofUnsafe(getter, MethodType.methodType(type, Object.class, long.class))
                .asType(MethodType.methodType(Object.class, Object.class, long.class));
        return owner -> read.invokeExact(owner, offset);
    }

    private static Probe written(Class<?> declaring, String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
        Object factory = type.getMethod("getReflectionFactory").invoke(null);
        MethodHandle write = ((MethodHandle) type.getMethod("defaultWriteObjectForSerialization", Class.class)
                        .invoke(factory, declaring))
                .asType(MethodType.methodType(void.class, Object.class, ObjectOutputStream.class));
        return owner -> {
            Noted noted = new Noted(name);
            write.invokeExact(owner, (ObjectOutputStream) noted);
            return noted.fields.value;
        };
    }

    /** A stream to which nothing goes but what is put by name. */
    private static final class Noted extends ObjectOutputStream {

        private final Fields fields;

        Noted(String name) throws IOException {
            super();
            this.fields = new Fields(name);
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

        private final String wanted;
        private @Nullable Object value;

        Fields(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public void put(String name, boolean put) {
            put(name, (Object) put);
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
        public void put(String name, @Nullable Object put) {
            if (name.equals(wanted)) {
                value = put;
            }
        }

        @Override
        @Deprecated
        public void write(ObjectOutput out) {}
    }
}
