package io.memo.hash.library;

import io.memo.hash.classify.Supertypes;
import io.memo.hash.format.Format;
import io.memo.hash.frame.MapFrame;
import io.memo.hash.frame.PartsEncoder;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.read.Reflect;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.FieldMeaning;
import io.memo.hash.walk.RefusingEncoder;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Protocol buffers. Messages count by their fields; what they fill when they are read does not: hash codes and sizes, text that
 * was bytes, the other form of a map. Known by names, so that memo need not depend on them.
 */
final class Protobuf {

    private static final String LIBRARY = "com.google.protobuf.";

    private Protobuf() {}

    /** Returns the encoder of the class, or null if it is no part of a message that needs one. */
    static @Nullable Encoder of(Class<?> type) {
        if (!type.getName().startsWith(LIBRARY)) {
            return null;
        }
        Class<?> bytes = Supertypes.find(type, LIBRARY + "ByteString");
        if (bytes != null) {
            return new PartsEncoder<>(
                    LIBRARY + "ByteString", PartsEncoder.Change.NEVER, value -> new Object[] {bytes(bytes, value)});
        }
        Class<?> descriptor = Supertypes.find(type, LIBRARY + "Descriptors$GenericDescriptor");
        if (descriptor != null) {
            return new PartsEncoder<>(
                    type.getName(), PartsEncoder.Change.NEVER, value -> descriptor(descriptor, value));
        }
        return switch (type.getName().substring(LIBRARY.length())) {
            case "MapField" -> map(type, "getMap");
            case "FieldSet" -> map(type, "getAllFields");
            default -> null;
        };
    }

    /** Returns whether the class, or one above it, is of a message, generated or not. */
    static boolean isMessage(Class<?> type) {
        return Supertypes.find(type, LIBRARY + "MessageLite") != null;
    }

    /** Returns what a field of a message stands for, or null if that is what it holds. */
    static @Nullable FieldMeaning meaning(Field field) {
        if (field.getType() != Object.class || !isMessage(field.getDeclaringClass())) {
            return null;
        }
        // Text that was received is bytes until somebody reads it, unless it is no text.
        return (message, value, pass) -> {
            Class<?> bytes = value == null ? null : Supertypes.find(value.getClass(), LIBRARY + "ByteString");
            String text = value == null || bytes == null ? null : text(bytes(bytes, value));
            return pass.value(text == null ? value : text);
        };
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] bytes(Class<?> declaring, Object value) {
        byte[] bytes = (byte[]) Reflect.call(declaring, "toByteArray", value);
        return bytes == null ? new byte[0] : bytes;
    }

    private static Encoder map(Class<?> type, String reader) {
        Method method = Reflect.method(type, reader);
        if (method == null) {
            return new RefusingEncoder("memo does not know this version of protocol buffers");
        }
        return (value, pass) -> {
            pass.mutable();
            return !pass.writeKnown(value)
                    && pass.push(new MapFrame(
                            value,
                            Format.ORDERED_MAP,
                            null,
                            true,
                            ConcurrentReads.of(
                                    ((Map<?, ?>) ConcurrentReads.read(() -> Reflect.call(method, value))).entrySet())));
        };
    }

    /** What a descriptor is part of says what it is; descriptors refer to each other without end. */
    private static Object[] descriptor(Class<?> declaring, Object value) {
        Object file = Reflect.call(declaring, "getFile", value);
        List<@Nullable Object> parts = new ArrayList<>();
        parts.add(Reflect.call(declaring, "getFullName", value));
        parts.add(Reflect.call(declaring, "toProto", value));
        if (file != null && file != value) {
            parts.add(file);
        } else if (file != null) {
            parts.add(Reflect.call(file.getClass(), "getDependencies", file));
        }
        return parts.toArray();
    }
}
