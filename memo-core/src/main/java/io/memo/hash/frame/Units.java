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
    void begin(EncodingPass walk) {
        from = walk.out.size();
    }

    int from() {
        return from;
    }

    /** Takes the element that was written since back out of the buffer. */
    void end(EncodingPass walk) {
        walk.unit();
        if (walk.out.size() - from > Format.UNIT) {
            walk.out.collapse(from, Format.UNIT_DIGEST);
        }
        units.add(walk.out.copyFrom(from));
        walk.out.truncate(from);
    }

    /**
     * Writes all of them, sorted by their bytes or, inside the process, by their hashes, and their number.
     */
    void write(EncodingPass walk, int start) {
        byte[][] sorted = units.toArray(byte[][]::new);
        if (walk.isNumbered()) {
            // They were walked in order.
        } else if (walk.out.algorithm() == DigestAlgorithm.IN_PROCESS) {
            sorted = byHash(sorted);
        } else {
            Arrays.sort(sorted, Arrays::compareUnsigned);
        }
        for (byte[] unit : sorted) {
            walk.out.putRaw(unit);
            walk.chunk(start);
        }
        walk.out.putByte(Format.END);
        walk.out.putLength(sorted.length);
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
