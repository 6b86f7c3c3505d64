package io.memo.hash.plan;

import org.jspecify.annotations.Nullable;

/** Takes the fields of an object in their order. */
public abstract class FieldSink {

    /** Takes a boolean. */
    public abstract void putBoolean(boolean value);

    /** Takes a byte. */
    public abstract void putByte(byte value);

    /** Takes a short. */
    public abstract void putShort(short value);

    /** Takes a char. */
    public abstract void putChar(char value);

    /** Takes an int. */
    public abstract void putInt(int value);

    /** Takes a long. */
    public abstract void putLong(long value);

    /** Takes a float. */
    public abstract void putFloat(float value);

    /** Takes a double. */
    public abstract void putDouble(double value);

    /** Takes a string. */
    public abstract void putText(@Nullable String value);

    /** Takes a value that is known to be written at once. */
    public abstract void putLeaf(@Nullable Object value);

    /**
     * Takes any other value.
     *
     * @param next the number of the field after this one
     * @return whether it has to be written first, in a frame of its own, before the next field is due
     */
    public abstract boolean putNode(@Nullable Object value, int next);
}
