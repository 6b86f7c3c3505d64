package io.memo.hash;

import io.memo.hash.snapshot.Kept;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Notes the places that a walk passes, up to a number. Places without a name, such as elements of a set, are left out.
 */
final class OutlineRecorder {

    static final int ROOT = 0;

    private int[] parents = new int[16];
    private long[] hashes = new long[16];
    private @Nullable Object[] steps = new Object[16];
    private int size;
    private boolean full;

    void restart() {
        size = 0;
        full = false;
        add(-1, null);
    }

    /** Notes that a node begins; returns its number, or -1 if it is left out. */
    int node(Frame parent, Walk walk) {
        // What lies below a place that is left out is left out with it.
        Object step = parent.traced < 0 || full ? null : parent.childStep(walk);
        if (step == null) {
            return -1;
        }
        full = size == Outline.MOST;
        return full ? -1 : add(parent.traced, step);
    }

    void done(int node, long hash) {
        hashes[node] = hash;
    }

    /** Notes a leaf that the walk wrote from there on. */
    void leaf(Frame parent, Walk walk, int from) {
        int node = node(parent, walk);
        if (node >= 0) {
            hashes[node] = walk.out.shortHash(from);
        }
    }

    Outline outline(String name, HashedValue hashed, long heapOfValue, Kept kept) {
        return new Outline(
                name,
                hashed,
                heapOfValue,
                Arrays.copyOf(parents, size),
                Arrays.copyOf(hashes, size),
                Arrays.copyOf(steps, size),
                full,
                kept,
                null);
    }

    private int add(int parent, @Nullable Object step) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            steps = Arrays.copyOf(steps, 2 * size);
        }
        parents[size] = parent;
        steps[size] = step;
        return size++;
    }
}
