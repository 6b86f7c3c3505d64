package io.memo.hash;

import java.util.Calendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SimpleTimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Types of the JDK whose values are hashed by what they mean, each with the name of the type that was registered:
 * exactly that one, or as a family with the JDK's own subtypes.
 */
final class Meanings {

    /** Writes what a value means as bytes; how many depends on nothing but what was written before. */
    @FunctionalInterface
    interface Bytes<T> {
        void write(T value, Buffer out);
    }

    /** Says what a value means by other values. */
    @FunctionalInterface
    interface Parts<T> {
        @Nullable
        Object[] of(T value);
    }

    /** Whether a value that is made of others can change. */
    private enum Change {
        NEVER,
        WITH_ITS_PARTS,
        ALWAYS
    }

    private static final Map<Class<?>, Encoder> EXACT = new HashMap<>();
    private static final Map<Class<?>, Encoder> FAMILIES = new LinkedHashMap<>();
    private static final Map<String, Encoder> BY_NAME = new HashMap<>();
    /** What objects of other classes inherit from a type that is registered as exactly that one. */
    private static final Map<Class<?>, Parts<Object>> INHERITED = new HashMap<>();

    static {
        TimeMeanings.register();
        UtilMeanings.register();
        LangMeanings.register();
        NetMeanings.register();
        TextMeanings.register();
        RareMeanings.register();
    }

    private Meanings() {}

    /** Returns the encoder of a type of the JDK, or null if its meaning is not known. */
    static @Nullable Encoder of(Class<?> type) {
        Encoder exact = EXACT.get(type);
        Encoder known = exact != null ? exact : BY_NAME.get(type.getName());
        if (known != null) {
            return known;
        }
        if (Calendar.class.isAssignableFrom(type)) {
            return Calendars::encode;
        }
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

    static <T> void parts(Class<T> type, Parts<T> parts) {
        EXACT.put(type, node(type.getName(), Change.NEVER, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void mutableParts(Class<T> type, Parts<T> parts) {
        EXACT.put(type, node(type.getName(), Change.ALWAYS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void familyParts(Class<T> type, Parts<T> parts) {
        FAMILIES.put(type, node(type.getName(), Change.NEVER, parts));
    }

    static <T> void mutableFamilyParts(Class<T> type, Parts<T> parts) {
        FAMILIES.put(type, node(type.getName(), Change.ALWAYS, parts));
    }

    static <T> void mutableValueOf(Class<? super T> type, Bytes<T> bytes) {
        EXACT.put(type, leaf(type.getName(), true, bytes));
    }

    static <T> void partsOf(Class<? super T> type, Parts<T> parts) {
        EXACT.put(type, node(type.getName(), Change.WITH_ITS_PARTS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void mutablePartsOf(Class<? super T> type, Parts<T> parts) {
        EXACT.put(type, node(type.getName(), Change.ALWAYS, parts));
        INHERITED.put(type, unchecked(parts));
    }

    static <T> void familyPartsOf(Class<? super T> type, Parts<T> parts) {
        FAMILIES.put(type, node(type.getName(), Change.NEVER, parts));
    }

    /** Registers a family whose values can change if what they hold can. */
    static <T> void holdingFamily(Class<? super T> type, Parts<T> parts) {
        FAMILIES.put(type, node(type.getName(), Change.WITH_ITS_PARTS, parts));
    }

    static <T> void mutableFamilyPartsOf(Class<? super T> type, Parts<T> parts) {
        FAMILIES.put(type, node(type.getName(), Change.ALWAYS, parts));
    }

    /** Registers a type that the JDK may lack, or that is not public. */
    static <T> void named(String type, boolean mutable, Parts<T> parts) {
        BY_NAME.put(type, node(type, mutable ? Change.ALWAYS : Change.WITH_ITS_PARTS, parts));
    }

    /** Returns what writes what an object inherits from exactly this type, or null if that is not known. */
    static @Nullable Contents inherited(Class<?> type) {
        // Its meaning is its toString, which may be the user's.
        Parts<Object> parts = type == SimpleTimeZone.class ? null : INHERITED.get(type);
        return parts == null
                ? null
                : (node, kind, value) -> new PartsFrame(
                        null, header(Format.PARTS, type.getName()), Reading.read(() -> parts.of(value)), false);
    }

    // The value is of that type, or below it.
    @SuppressWarnings("unchecked")
    private static <T> Parts<Object> unchecked(Parts<T> parts) {
        return value -> parts.of((T) value);
    }

    @SuppressWarnings("unchecked")
    private static <T> Parts<Object> written(Bytes<T> bytes) {
        return value -> {
            Buffer out = new Buffer();
            bytes.write((T) value, out);
            return new @Nullable Object[] {out.copyFrom(0)};
        };
    }

    /** Begins what an exception inherits from the JDK. */
    static Frame throwable(Throwable throwable) {
        return new PartsFrame(
                null, header(Format.PARTS, "java.lang.Throwable"), LangMeanings.throwable(throwable), false);
    }

    /** Begins a lambda of the JDK by its serialised form. */
    static Frame lambda(Object lambda, @Nullable Object[] parts) {
        return new PartsFrame(lambda, header(Format.PARTS, "java.lang.invoke.SerializedLambda"), parts, false);
    }

    /** Begins a lambda of the JDK by its code and what it captured. */
    static Frame toldLambda(Object lambda, @Nullable Object[] parts) {
        return new PartsFrame(lambda, header(Format.PARTS, "java.lang.invoke.LambdaMetafactory"), parts, false);
    }

    /** Returns the encoder of a type of a library whose values cannot change. */
    static Encoder immutable(String type, Parts<Object> parts) {
        return node(type, Change.NEVER, parts);
    }

    /** Begins a value of a library by its parts, which can change. */
    static Frame mutableParts(@Nullable Object node, String type, @Nullable Object[] parts) {
        return new PartsFrame(node, header(Format.PARTS, type), parts, false);
    }

    /** Begins a value by its parts that has no type of its own. */
    static Frame parts(Object node, String type, @Nullable Object[] parts) {
        return new PartsFrame(node, header(Format.PARTS, type), parts, true);
    }

    // Registered under the very type that it takes.
    @SuppressWarnings("unchecked")
    private static <T> Encoder leaf(String type, boolean mutable, Bytes<T> bytes) {
        byte[] header = header(Format.MEANING, type);
        if (!mutable) {
            return (Leaf) (value, out) -> {
                out.putRaw(header);
                bytes.write((T) value, out);
            };
        }
        return (value, walk) -> {
            walk.out.putRaw(header);
            walk.mutable();
            Reading.run(() -> bytes.write((T) value, walk.out));
            return false;
        };
    }

    // Registered under the very type that it takes.
    @SuppressWarnings("unchecked")
    private static <T> Encoder node(String type, Change change, Parts<T> parts) {
        byte[] header = header(Format.PARTS, type);
        return (value, walk) -> {
            if (change == Change.ALWAYS) {
                walk.mutable();
            }
            return !walk.isSettled(value)
                    && walk.push(new PartsFrame(
                            value, header, Reading.read(() -> parts.of((T) value)), change == Change.NEVER));
        };
    }

    private static byte[] header(int tag, String type) {
        Buffer out = new Buffer();
        out.putByte(tag);
        out.putString(type);
        return out.copyFrom(0);
    }
}
