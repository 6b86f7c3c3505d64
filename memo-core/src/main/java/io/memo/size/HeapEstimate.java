package io.memo.size;

import org.jspecify.annotations.Nullable;

/**
 * Adds up what objects take in the heap. Each object counts once, however often it is met. Of very many, those beyond
 * {@value #MOST_TOLD_APART} count each time. Not thread-safe.
 */
public final class HeapEstimate {

    private static final int MOST_TOLD_APART = 1 << 21;

    private @Nullable Object[] met = new @Nullable Object[64];
    private int count;
    private long bytes;

    /**
     * Counts an object that holds others; these are met as well, or are {@linkplain #contained contained}.
     *
     * @return whether it was not met before
     */
    public boolean holder(Object object) {
        return add(object, false);
    }

    /**
     * Counts an object with all that it holds.
     *
     * @return whether it was not met before
     */
    public boolean leaf(Object object) {
        return add(object, true);
    }

    /** Counts what a collection, a map or the like needs for its elements. */
    public void contained(Class<?> container, long elements) {
        bytes += ContainerSizes.bytes(container, elements);
    }

    /** Counts bytes that are known. */
    public void add(long known) {
        bytes += known;
    }

    /** Counts an array that nobody else holds. */
    public void array(int length, Class<?> component) {
        bytes += HeapLayout.array(length, HeapLayout.width(component));
    }

    /** Returns what was counted so far. */
    public long bytes() {
        return bytes;
    }

    /** Forgets what was counted. */
    public void restart() {
        met = new @Nullable Object[64];
        count = 0;
        bytes = 0;
    }

    private boolean add(Object object, boolean leaf) {
        long size = ObjectSizes.of(object, leaf);
        if (size == 0) {
            return true;
        }
        boolean fresh = note(object);
        if (fresh) {
            bytes += size;
        }
        return fresh;
    }

    private boolean note(Object object) {
        int mask = met.length - 1;
        int at = slot(object, mask);
        for (Object other = met[at]; other != null; other = met[at]) {
            if (other == object) {
                return false;
            }
            at = (at + 1) & mask;
        }
        if (count < MOST_TOLD_APART) {
            met[at] = object;
            if (++count * 3L > met.length * 2L) {
                grow();
            }
        }
        return true;
    }

    private void grow() {
        @Nullable Object[] larger = new @Nullable Object[2 * met.length];
        int mask = larger.length - 1;
        for (Object each : met) {
            if (each != null) {
                int at = slot(each, mask);
                while (larger[at] != null) {
                    at = (at + 1) & mask;
                }
                larger[at] = each;
            }
        }
        met = larger;
    }

    private static int slot(Object object, int mask) {
        int hash = System.identityHashCode(object) * 0x9E3779B9;
        return (hash ^ (hash >>> 15)) & mask;
    }
}
