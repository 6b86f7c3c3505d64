package io.memo.hash.format;

import io.memo.hash.plan.FieldSink;
import org.jspecify.annotations.Nullable;

/** Writes what generated code reads of primitives and strings, as {@link Format} lays it out. */
abstract class BufferSink extends FieldSink {

    public final Buffer out;

    BufferSink(Buffer out) {
        this.out = out;
    }

    @Override
    public void putBoolean(boolean value) {
        out.putByte(value ? 1 : 0);
    }

    @Override
    public void putByte(byte value) {
        out.putByte(value);
    }

    @Override
    public void putShort(short value) {
        out.putChar((char) value);
    }

    @Override
    public void putChar(char value) {
        out.putChar(value);
    }

    @Override
    public void putInt(int value) {
        out.putInt(value);
    }

    @Override
    public void putLong(long value) {
        out.putLong(value);
    }

    @Override
    public void putFloat(float value) {
        out.putInt(Float.floatToIntBits(value));
    }

    @Override
    public void putDouble(double value) {
        out.putDouble(value);
    }

    @Override
    public void putText(@Nullable String value) {
        if (value == null) {
            out.putByte(Format.NULL);
        } else {
            out.putString(value);
        }
    }
}
