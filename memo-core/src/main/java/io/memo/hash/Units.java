package io.memo.hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The elements of something unordered, each an encoding of its own, until all are there and can be sorted. */
final class Units {

    private final List<byte[]> units = new ArrayList<>();
    private int from;

    /** Begins an element. */
    void begin(Walk walk) {
        from = walk.out.size();
    }

    int from() {
        return from;
    }

    /** Takes the element that was written since back out of the buffer. */
    void end(Walk walk) {
        if (walk.out.size() - from > Format.UNIT) {
            walk.out.collapse(from, Format.UNIT_DIGEST);
        }
        units.add(walk.out.copyFrom(from));
        walk.out.truncate(from);
    }

    /** Writes all of them, sorted, and their number. */
    void write(Walk walk, int start) {
        byte[][] sorted = units.toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        for (byte[] unit : sorted) {
            walk.out.putRaw(unit);
            walk.chunk(start);
        }
        walk.out.putByte(Format.END);
        walk.out.putLength(sorted.length);
    }
}
