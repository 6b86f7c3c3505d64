package io.memo.hash.jdk;

import io.memo.hash.format.Format;
import io.memo.hash.walk.Leaf;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings, boxed values and classes: leaves that cannot change. */
public final class Scalars {

    private static final Map<Class<?>, Leaf> ENCODERS = Map.ofEntries(
            Map.entry(String.class, leaf((value, out) -> out.putString((String) value))),
            Map.entry(Boolean.class, leaf((value, out) -> out.putByte((Boolean) value ? Format.TRUE : Format.FALSE))),
            Map.entry(Byte.class, leaf((value, out) -> {
                out.putByte(Format.BYTE);
                out.putByte((Byte) value);
            })),
            Map.entry(Short.class, leaf((value, out) -> {
                out.putByte(Format.SHORT);
                out.putChar((char) ((Short) value).shortValue());
            })),
            Map.entry(Character.class, leaf((value, out) -> {
                out.putByte(Format.CHAR);
                out.putChar((Character) value);
            })),
            Map.entry(Integer.class, leaf((value, out) -> {
                out.putByte(Format.INT);
                out.putInt((Integer) value);
            })),
            Map.entry(Long.class, leaf((value, out) -> {
                out.putByte(Format.LONG);
                out.putLong((Long) value);
            })),
            Map.entry(Float.class, leaf((value, out) -> {
                out.putByte(Format.FLOAT);
                out.putInt(Float.floatToIntBits((Float) value));
            })),
            Map.entry(Double.class, leaf((value, out) -> {
                out.putByte(Format.DOUBLE);
                out.putDouble((Double) value);
            })),
            Map.entry(Class.class, leaf((value, out) -> {
                out.putByte(Format.CLASS);
                out.putString(((Class<?>) value).getName());
            })));

    private Scalars() {}

    /** Returns the encoder of the type, or null if it is none of these. */
    public static @Nullable Leaf of(Class<?> type) {
        return ENCODERS.get(type);
    }

    private static Leaf leaf(Leaf leaf) {
        return leaf;
    }
}
