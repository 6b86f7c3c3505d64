package io.memo.hash.walk;

import io.memo.hash.HashedValue;
import io.memo.hash.Outline;
import io.memo.hash.snapshot.UninitialisedPlaces;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Notes the places that a pass meets, up to {@link Outline#MOST}. Places without a name, such as elements of a set, are left out. Not
 * thread-safe.
 */
public final class OutlineRecorder {

    static final int ROOT = 0;

    private int[] parents = new int[16];
    private long[] hashes = new long[16];
    private @Nullable Object[] steps = new Object[16];
    private int size;
    private boolean full;

    /** Forgets all places and begins with the root; to be called before each pass. */
    public void restart() {
        size = 0;
        full = false;
        add(-1, null);
    }

    /** Returns whether the places below a node are left out: there are too many, or the node itself is. */
    boolean leavesOut(int parent) {
        return parent < 0 || full;
    }

    /** Notes a place below a node that is not left out; returns its number, or -1 if it is left out since it has no step. */
    int place(int parent, @Nullable Object step) {
        if (step == null) {
            return -1;
        }
        full = size == Outline.MOST;
        return full ? -1 : add(parent, step);
    }

    void done(int node, long hash) {
        hashes[node] = hash;
    }

    /**
     * Returns an outline of the places noted so far.
     *
     * @param name begins the paths
     * @param heapOfValue the estimated heap size of the value in bytes, 0 if no size was asked for
     * @param kept the places that were not initialised
     */
    public Outline outline(String name, HashedValue hashed, long heapOfValue, UninitialisedPlaces kept) {
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
