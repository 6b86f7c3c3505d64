package io.memo.hash.walk;

import io.memo.size.HeapEstimate;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** A node under way: what was begun and not yet ended. Its children are written one after the other. */
public abstract class Frame {

    /** What a cycle may point back to; null where the frame stands for something that is no object of the graph. */
    protected final @Nullable Object node;

    @Nullable
    Frame parent;

    int depth;
    int start;
    /** The shallowest frame that anything below points back to. */
    int low = Integer.MAX_VALUE;
    /** How many frames it would take to write this node again. */
    int cost = 1;
    /** Whether the node is known to lie on a cycle. */
    boolean onCycle;
    /** The node in the outline, or -1 where it has none. */
    int traced = -1;

    /** How many fields were begun, of an object that is written by its fields. */
    protected int field;

    /** What held before this node was begun, if what holds inside it is something else. */
    @Nullable
    EncodingScope outside;

    /** Whether {@link #firstMet} is set, where the size of the object counts; it is once the pass has begun the frame. */
    boolean sized;
    /** Whether the object was not met before, where its size counts. */
    boolean firstMet;

    protected Frame(@Nullable Object node) {
        this.node = node;
    }

    /** Writes what comes before the children. */
    protected abstract void open(EncodingPass pass);

    /** Writes children until one of them pushes a frame (true) or none is left (false). */
    protected abstract boolean step(EncodingPass pass);

    /** Called when a child that was pushed has been written. */
    protected void childWritten(EncodingPass pass) {}

    /** Counts what the node needs for its elements, if it is a container that was not met before. */
    protected void contained(HeapEstimate heap) {}

    /** Counts what a container needs for so many elements; one without an object of its own belongs to the frame above. */
    protected final void contained(HeapEstimate heap, long elements) {
        Frame owner = node == null && parent != null ? parent : this;
        if (owner.firstMet && owner.node != null) {
            heap.contained(owner.node.getClass(), elements);
        }
    }

    /** Writes what comes after the children. */
    protected void close(EncodingPass pass) {}

    /** Returns the field that is being written, or null if it is none. */
    protected @Nullable Field current() {
        return null;
    }

    /** Returns whether the node is the answer of a hasher. */
    protected boolean isAnswer() {
        return false;
    }

    /** Notes the place of the child that begins; returns its number, or -1 if it is left out. */
    final int place(OutlineRecorder outline, EncodingPass pass) {
        return outline.leavesOut(traced) ? -1 : outline.place(traced, childStep(pass));
    }

    /** Notes the place of a child that is a leaf and was written from there on. */
    final void leaf(OutlineRecorder outline, EncodingPass pass, int from) {
        int place = place(outline, pass);
        if (place >= 0) {
            outline.done(place, pass.out.shortHash(from));
        }
    }

    /** Returns the object under which the finished node is remembered, so that it need not be written twice. */
    protected @Nullable Object identity() {
        return node;
    }

    /** Returns whether the finished node is remembered however little it costs. */
    protected boolean isAlwaysRemembered() {
        return false;
    }

    /**
     * Returns the step from this node to the child under way as {@code Steps} knows it, or null if it has no name of
     * its own.
     */
    protected abstract @Nullable Object childStep(EncodingPass pass);
}
