package io.memo.store;

import io.memo.key.Key;
import io.memo.size.HeapEstimate;

/** How much an entry takes in the heap, by estimate: the result and its outline, the key, and what a store needs for each. */
public final class EntrySize {

    /** Taken for the nodes and the share of the tables that a store has for each entry. */
    private static final int NODES = 120;

    private EntrySize() {}

    /** Returns the bytes, the same each time. */
    public static long of(Key key, Entry entry) {
        HeapEstimate heap = new HeapEstimate();
        heap.add(NODES + entry.heap());
        heap.holder(entry);
        CheckState checkState = entry.checkState();
        if (checkState != null) {
            heap.holder(checkState);
        }
        if (entry.lifetime() != null) {
            heap.holder(entry.lifetime());
        }
        if (entry.stay() != null) {
            heap.holder(entry.stay());
            heap.holder(entry.stay().holders());
        }
        key.count(heap);
        return heap.bytes();
    }
}
