package io.memo.hash.frame;

import io.memo.digest.DigestAlgorithm;
import io.memo.digest.TableHash;
import io.memo.hash.format.Format;
import io.memo.hash.walk.EncodingPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The elements of something unordered, each an encoding of its own, until all are there and can be sorted. */
final class Units {

    private final List<byte[]> units = new ArrayList<>();
    private int from;

    /** Begins an element. */
    void begin(EncodingPass pass) {
        from = pass.out.size();
    }

    int from() {
        return from;
    }

    /** Takes the element that was written since back out of the buffer. */
    void end(EncodingPass pass) {
        pass.unit();
        if (pass.out.size() - from > Format.UNIT) {
            pass.out.collapse(from, Format.UNIT_DIGEST);
        }
        units.add(pass.out.copyFrom(from));
        pass.out.truncate(from);
    }

    /**
     * Writes all of them, sorted by their bytes or, inside the process, by their hashes, and their number.
     */
    void write(EncodingPass pass, int start) {
        byte[][] sorted = units.toArray(byte[][]::new);
        if (pass.isNumbered()) {
            // They were written in order.
        } else if (pass.out.algorithm() == DigestAlgorithm.IN_PROCESS) {
            sorted = byHash(sorted);
        } else {
            Arrays.sort(sorted, Arrays::compareUnsigned);
        }
        for (byte[] unit : sorted) {
            pass.out.putRaw(unit);
            pass.chunk(start);
        }
        pass.out.putByte(Format.END);
        pass.out.putLength(sorted.length);
    }

    /** Any order will do that follows from the units alone; those of one hash are sorted by their bytes. */
    private static byte[][] byHash(byte[][] units) {
        long[] order = new long[units.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) TableHash.of(units[i]) << 32 | i;
        }
        Arrays.sort(order);
        byte[][] sorted = new byte[units.length][];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = units[(int) order[i]];
        }
        int from = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || order[i] >> 32 != order[from] >> 32) {
                if (i - from > 1) {
                    Arrays.sort(sorted, from, i, Arrays::compareUnsigned);
                }
                from = i;
            }
        }
        return sorted;
    }
}
