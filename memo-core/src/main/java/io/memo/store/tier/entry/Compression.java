package io.memo.store.tier.entry;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Deflate at its fastest, where it is worth the time. */
final class Compression {

    private static final int SMALLEST = 16 << 10;
    private static final int SAMPLE = 64 << 10;
    private static final double WORTH_IT = 0.8;

    /** Deflate cannot do better (RFC 1951: 258 bytes by 2 bits). */
    private static final long BEST_RATIO = 1032;

    private Compression() {}

    /** Returns the bytes deflated, or null if they are few or, by a sample of them, hardly shrink. */
    static byte @Nullable [] deflate(byte[] raw) {
        if (raw.length < SMALLEST || (raw.length > SAMPLE && run(raw, SAMPLE) == null)) {
            return null;
        }
        return run(raw, raw.length);
    }

    private static byte @Nullable [] run(byte[] raw, int length) {
        byte[] smaller = new byte[(int) (length * WORTH_IT)];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(raw, 0, length);
            deflater.finish();
            int size = deflater.deflate(smaller);
            return deflater.finished() ? Arrays.copyOf(smaller, size) : null;
        } finally {
            deflater.end();
        }
    }

    /** Returns what was deflated, or null if the bytes do not give exactly that many; never more are made. */
    static byte @Nullable [] inflate(byte[] entry, int from, int length, int rawLength) {
        if (rawLength > length * BEST_RATIO) {
            return null;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(entry, from, length);
            byte[] raw = new byte[rawLength];
            int size = inflater.inflate(raw);
            boolean whole = size == rawLength && inflater.inflate(new byte[1]) == 0 && inflater.finished();
            return whole ? raw : null;
        } catch (DataFormatException e) {
            return null;
        } finally {
            inflater.end();
        }
    }
}
