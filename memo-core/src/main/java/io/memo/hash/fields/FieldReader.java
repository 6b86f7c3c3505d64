package io.memo.hash.fields;

import io.memo.hash.Steps;
import io.memo.hash.format.Buffer;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.FieldMeaning;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** Reads one field, directly and typed, so that a primitive needs neither a tag nor a box. */
public final class FieldReader {

    private final Field field;
    private final char kind;
    private final String step;
    private final @Nullable FieldMeaning meaning;

    /**
     * @param field already made accessible
     * @param asObject whether a primitive counts as its box, because a hasher serves that
     * @param meaning what the field stands for, or null if that is what it holds
     */
    FieldReader(Field field, boolean asObject, @Nullable FieldMeaning meaning) {
        this.field = field;
        this.meaning = meaning;
        this.kind = field.getType().isPrimitive() && !asObject && meaning == null
                ? field.getType().descriptorString().charAt(0)
                : 'L';
        this.step = Steps.field(field.getName());
    }

    public Field field() {
        return field;
    }

    /** Returns whether the field stands for what it holds. */
    public boolean isPlain() {
        return meaning == null;
    }

    /** Returns the letter of the primitive type, or {@code L}. */
    public char kind() {
        return kind;
    }

    public String step() {
        return step;
    }

    /** Writes what the field holds; returns whether that pushed a frame. */
    boolean write(Object object, EncodingPass pass) {
        Buffer out = pass.out;
        int from = out.size();
        try {
            switch (kind) {
                case 'Z' -> out.putByte(field.getBoolean(object) ? 1 : 0);
                case 'B' -> out.putByte(field.getByte(object));
                case 'S' -> out.putChar((char) field.getShort(object));
                case 'C' -> out.putChar(field.getChar(object));
                case 'I' -> out.putInt(field.getInt(object));
                case 'J' -> out.putLong(field.getLong(object));
                case 'F' -> out.putInt(Float.floatToIntBits(field.getFloat(object)));
                case 'D' -> out.putDouble(field.getDouble(object));
                default -> {
                    Object value = field.get(object);
                    return meaning == null ? pass.value(value) : meaning.write(object, value, pass);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not: " + field, e);
        }
        pass.leaf(from);
        return false;
    }
}
