package io.memo.hash.jdk;

import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.frame.Contents;
import io.memo.hash.frame.PartsEncoder;
import io.memo.hash.frame.PartsEncoder.Change;
import io.memo.hash.frame.PartsEncoder.Meaning;
import io.memo.hash.frame.PartsFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.Leaf;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SimpleTimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Types of the JDK whose values are hashed by what they mean, each with the name of the type that was registered:
 * exactly that one, or as a family with the JDK's own subtypes.
 */
final class JdkTable {

    /** Writes what a value means as bytes; how many depends on nothing but what was written before. */
    @FunctionalInterface
    interface Bytes<T> {
        void write(T value, Buffer out);
    }

    private static final Map<Class<?>, Encoder> EXACT = new HashMap<>();
    private static final Map<Class<?>, Encoder> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, Encoder> BY_NAME = new HashMap<>();
    /** What objects of other classes inherit from a type that is registered as exactly that one. */
    private static final Map<Class<?>, Meaning<Object>> INHERITED = new HashMap<>();

    private JdkTable() {}

    /** Returns the encoder that was registered for exactly this type, or null. */
    static @Nullable Encoder exactly(Class<?> type) {
        Encoder exact = EXACT.get(type);
        return exact != null ? exact : BY_NAME.get(type.getName());
    }

    /** Returns the encoder of the first family that the type belongs to, or null. */
    static @Nullable Encoder family(Class<?> type) {
        for (Map.Entry<Class<?>, Encoder> family : FAMILIES.entrySet()) {
            if (family.getKey().isAssignableFrom(type)) {
                return family.getValue();
            }
        }
        return null;
    }

    static <T> void value(Class<T> type, Bytes<T> bytes) {
        EXACT.put(type, leaf(type.getName(), false, bytes));
        INHERITED.put(type, written(bytes));
    }

    static <T> void mutableValue(Class<T> type, Bytes<T> bytes) {
        EXACT.put(type, leaf(type.getName(), true, bytes));
        INHERITED.put(type, written(bytes));
    }

    static <T> void family(Class<T> type, Bytes<T> bytes) {
        FAMILIES.put(type, leaf(type.getName(), false, bytes));
    }

    static <T> void mutableFamily(Class<T> type, Bytes<T> bytes) {
        FAMILIES.put(type, leaf(type.getName(), true, bytes));
    }

    static <T> void parts(Class<T> type, Meaning<T> parts) {
        EXACT.put(type, new PartsEncoder<>(type.getName(), Change.NEVER, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void mutableParts(Class<T> type, Meaning<T> parts) {
        EXACT.put(type, new PartsEncoder<>(type.getName(), Change.ALWAYS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void familyParts(Class<T> type, Meaning<T> parts) {
        FAMILIES.put(type, new PartsEncoder<>(type.getName(), Change.NEVER, parts));
    }

    static <T> void mutableFamilyParts(Class<T> type, Meaning<T> parts) {
        FAMILIES.put(type, new PartsEncoder<>(type.getName(), Change.ALWAYS, parts));
    }

    static <T> void mutableValueOf(Class<? super T> type, Bytes<T> bytes) {
        EXACT.put(type, leaf(type.getName(), true, bytes));
    }

    static <T> void partsOf(Class<? super T> type, Meaning<T> parts) {
        EXACT.put(type, new PartsEncoder<>(type.getName(), Change.WITH_ITS_PARTS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void mutablePartsOf(Class<? super T> type, Meaning<T> parts) {
        EXACT.put(type, new PartsEncoder<>(type.getName(), Change.ALWAYS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void familyPartsOf(Class<? super T> type, Meaning<T> parts) {
        FAMILIES.put(type, new PartsEncoder<>(type.getName(), Change.NEVER, parts));
    }

    /** Registers a family whose values can change if what they hold can. */
    static <T> void holdingFamily(Class<? super T> type, Meaning<T> parts) {
        FAMILIES.put(type, new PartsEncoder<>(type.getName(), Change.WITH_ITS_PARTS, parts));
    }

    static <T> void mutableFamilyPartsOf(Class<? super T> type, Meaning<T> parts) {
        FAMILIES.put(type, new PartsEncoder<>(type.getName(), Change.ALWAYS, parts));
    }

    /** Registers a type that the JDK may lack, or that is not public. */
    static <T> void named(String type, boolean mutable, Meaning<T> parts) {
        BY_NAME.put(type, new PartsEncoder<>(type, mutable ? Change.ALWAYS : Change.WITH_ITS_PARTS, parts));
    }

    /** Returns what writes what an object inherits from exactly this type, or null if that is not known. */
    static @Nullable Contents inherited(Class<?> type) {
        // Its meaning is its toString, which may be the user's.
        Meaning<Object> parts = type == SimpleTimeZone.class ? null : INHERITED.get(type);
        return parts == null
                ? null
                : (node, kind, value) -> new PartsFrame(
                        null, PartsFrame.header(type.getName()), ConcurrentReads.read(() -> parts.of(value)), false);
    }

    // The value is of that type, or below it.
    @SuppressWarnings("unchecked")
    private static <T> Meaning<Object> unchecked(Meaning<T> parts) {
        return value -> parts.of((T) value);
    }

    @SuppressWarnings("unchecked")
    private static <T> Meaning<Object> written(Bytes<T> bytes) {
        return value -> {
            Buffer out = new Buffer();
            bytes.write((T) value, out);
            return new @Nullable Object[] {out.copyFrom(0)};
        };
    }

    // Registered under the very type that it takes.
    @SuppressWarnings("unchecked")
    private static <T> Encoder leaf(String type, boolean mutable, Bytes<T> bytes) {
        byte[] header = header(type);
        if (!mutable) {
            return (Leaf) (value, out) -> {
                out.putRaw(header);
                bytes.write((T) value, out);
            };
        }
        return (value, pass) -> {
            pass.out.putRaw(header);
            pass.mutable();
            ConcurrentReads.run(() -> bytes.write((T) value, pass.out));
            return false;
        };
    }

    private static byte[] header(String type) {
        Buffer out = new Buffer();
        out.putByte(Format.MEANING);
        out.putString(type);
        return out.copyFrom(0);
    }
}
