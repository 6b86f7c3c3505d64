package io.memo.hash.frame;

import io.memo.hash.walk.Frame;
import org.jspecify.annotations.Nullable;

/** How the elements of a kind of collection are written. */
@FunctionalInterface
public interface Contents {

    /**
     * Returns the frame that writes the elements.
     *
     * @param node what a cycle may point back to: the collection, or null if a frame above stands for it
     * @param kind the collection or map that says what it is
     * @param read the one that is read: the same, or what wraps it
     */
    Frame frame(@Nullable Object node, Object kind, Object read);
}
