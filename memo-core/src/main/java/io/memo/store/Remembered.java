package io.memo.store;

import io.memo.hash.Outline;
import io.memo.size.HeapEstimate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a result that is about to be stored.
 *
 * @param outline what it looked like, or null if it needs no check on hits
 * @param heap how many bytes of the heap it takes with the outline, by estimate
 */
public record Remembered(@Nullable Outline outline, long heap) {

    /** Returns what is known of a result that was digested. */
    public static Remembered of(Outline outline) {
        if (outline.hashed().immutable()) {
            return new Remembered(null, outline.heapOfValue());
        }
        HeapEstimate heap = new HeapEstimate();
        outline.count(heap);
        return new Remembered(outline, outline.heapOfValue() + heap.bytes());
    }

    /** Returns what is known of a result that nobody may look into: the object itself, not what it refers to. */
    public static Remembered unseen(@Nullable Object value) {
        HeapEstimate heap = new HeapEstimate();
        if (value != null) {
            heap.holder(value);
        }
        return new Remembered(null, heap.bytes());
    }
}
