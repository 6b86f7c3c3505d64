package io.memo.hash.collection;

import io.memo.digest.Hash;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.frame.SequenceFrame;
import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Arrays: of objects as sequences, of primitives in bulk. */
public final class ArrayEncoders {

    /** How many elements are turned into bytes at a time. */
    private static final int STEP = 1 << 12;

    private ArrayEncoders() {}

    /**
     * Returns the encoder of arrays of the class.
     *
     * @param type an array class
     */
    public static Encoder of(Class<?> type) {
        Class<?> component = type.getComponentType();
        if (component.isPrimitive()) {
            char letter = component.descriptorString().charAt(0);
            int width = width(letter);
            return (array, pass) -> primitives(array, letter, width, pass);
        }
        String name = component.getName();
        return (array, pass) -> {
            @Nullable Object[] elements = (@Nullable Object[]) array;
            if (elements.length > 0) {
                pass.mutable();
            }
            return !pass.writeKnown(array)
                    && pass.push(new SequenceFrame(
                            array,
                            out -> {
                                out.putByte(Format.ARRAY);
                                out.putString(name);
                            },
                            null,
                            ConcurrentReads.ofArray(elements),
                            true));
        };
    }

    private static boolean primitives(Object array, char letter, int width, EncodingPass pass) {
        int length = Array.getLength(array);
        if (length > 0) {
            pass.mutable();
        }
        boolean large = (long) length * width > Format.LARGE;
        if (large && pass.writeCopy(array)) {
            return false;
        }
        Buffer out = pass.out;
        int from = out.size();
        out.putByte(large ? Format.LARGE_PRIMITIVES : Format.PRIMITIVES);
        out.putByte(letter);
        out.putLength(length);
        if (!large) {
            byte[] bytes = letter == 'B' ? (byte[]) array : new byte[length * width];
            if (letter != 'B') {
                copy(array, letter, 0, length, ByteBuffer.wrap(bytes));
            }
            out.putRaw(bytes);
            return false;
        }
        Hash hash = out.hash();
        if (array instanceof byte[] bytes) {
            hash.update(bytes, 0, length);
        } else if (array instanceof long[] longs) {
            hash.update(longs);
        } else if (array instanceof double[] doubles) {
            hash.update(doubles);
        } else {
            ByteBuffer chunk = ByteBuffer.allocate(STEP * width);
            for (int done = 0; done < length; done += STEP) {
                int count = Math.min(STEP, length - done);
                copy(array, letter, done, count, chunk.clear());
                hash.update(chunk.array(), 0, count * width);
            }
        }
        out.putDigest(hash, (long) length * width);
        pass.remember(array, from);
        return false;
    }

    private static int width(char letter) {
        return switch (letter) {
            case 'Z', 'B' -> 1;
            case 'S', 'C' -> 2;
            case 'I', 'F' -> 4;
            default -> 8;
        };
    }

    /** Copies elements as big-endian bytes; floating-point ones with one NaN. */
    private static void copy(Object array, char letter, int from, int count, ByteBuffer target) {
        switch (letter) {
            case 'Z' -> {
                boolean[] values = (boolean[]) array;
                for (int i = from; i < from + count; i++) {
                    target.put((byte) (values[i] ? 1 : 0));
                }
            }
            case 'S' -> target.asShortBuffer().put((short[]) array, from, count);
            case 'C' -> target.asCharBuffer().put((char[]) array, from, count);
            case 'I' -> target.asIntBuffer().put((int[]) array, from, count);
            case 'J' -> target.asLongBuffer().put((long[]) array, from, count);
            case 'F' -> {
                float[] values = (float[]) array;
                for (int i = from; i < from + count; i++) {
                    target.putInt(Float.floatToIntBits(values[i]));
                }
            }
            default -> {
                double[] values = (double[]) array;
                for (int i = from; i < from + count; i++) {
                    target.putLong(Double.doubleToLongBits(values[i]));
                }
            }
        }
    }
}
