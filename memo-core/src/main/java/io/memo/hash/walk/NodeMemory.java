package io.memo.hash.walk;

import io.memo.Hasher;
import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.format.NotingSink;
import io.memo.hash.identity.Serials;
import org.jspecify.annotations.Nullable;

/**
 * Knows which objects are under way and which are finished, so that none is written twice.
 *
 * <p><b>Shared nodes and cycles.</b> A node that is met again while it is still under way is written as the number of
 * levels up to it. A node that is met again after it was finished is copied from memory, else 60 levels that each share
 * the next one twice would take 2^60 steps. The copy must be what writing it again would give, and that holds unless
 * some node below it is under way by now. Such a node would lie on a common cycle with it. So a node that lies on no
 * cycle is always copied; one that does is copied if nothing it reaches was above it when it was written ({@code low >=
 * depth}) and no node on any cycle is under way. What costs few steps is not remembered at all. The reasoning is that
 * of Tarjan's strongly connected components (SIAM J. Comput. 1972): {@code low} is his low link.
 */
public abstract class NodeMemory extends NotingSink {

    /** How many frames a node must have cost to be worth remembering. */
    private static final int WORTH_REMEMBERING = 8;

    /** How a pass treats what is met again. */
    public enum Mode {
        /** As the class comment says. */
        BY_PATH,
        /** As {@link Numbering} says. */
        NUMBERED,
        /** It is not met: nothing but the value itself is looked into. */
        LOOK
    }

    final WorkStack stack = new WorkStack();
    EncodingScope context;
    private final @Nullable Numbering numbering;

    NodeMemory(Buffer out, Mode mode, EncodingScope context) {
        super(out);
        this.context = context;
        this.numbering = mode == Mode.NUMBERED ? new Numbering() : null;
    }

    public final boolean isNumbered() {
        return numbering != null;
    }

    /**
     * Writes an object that was met before: as a reference if it is under way, as a copy if it was finished. Returns
     * false, having written nothing, if its encoding has to be written.
     */
    public final boolean writeKnown(Object node) {
        Frame open = stack.find(node);
        if (open != null) {
            out.putByte(Format.BACK);
            out.putLength(stack.depth() + 1 - open.depth);
            Frame top = stack.top();
            if (top != null) {
                top.low = Math.min(top.low, open.depth);
            }
            return true;
        }
        return writeCopy(node);
    }

    /** Writes the copy of an object that was finished; returns false, having written nothing, if there is none. */
    public final boolean writeCopy(Object node) {
        if (numbering != null && Numbering.write(node, context, out)) {
            return true;
        }
        EncodingScope.Written written = context.recall(node);
        if (written == null || (written.onCycle() && stack.touchesCycle())) {
            return false;
        }
        out.putRaw(written.encoding());
        return true;
    }

    /** Remembers what a leaf wrote. */
    public final void remember(Object leaf, int from) {
        context.remember(leaf, new EncodingScope.Written(out.copyFrom(from), false));
    }

    /** Remembers a frame that has ended, and tells the one above what it found. */
    final void settle(Frame frame, Frame parent, boolean onCycle) {
        Object identity = frame.identity();
        if (numbering != null && onCycle && identity != null) {
            numbering.number(identity, context);
        }
        if (frame.low < frame.depth) {
            parent.low = Math.min(parent.low, frame.low);
            parent.cost += frame.cost;
        } else if (identity != null && (frame.cost >= WORTH_REMEMBERING || frame.isAlwaysRemembered())) {
            context.remember(identity, new EncodingScope.Written(out.copyFrom(frame.start), onCycle));
            parent.cost++;
        } else {
            parent.cost += frame.cost;
        }
    }

    /** Begins the answer of a hasher. */
    public final void enter(Hasher<?> hasher) {
        context = new EncodingScope(context, hasher);
    }

    /** Ends what was entered last. */
    public final void leave() {
        if (context.outer != null) {
            context = context.outer;
        }
    }

    /** Returns whether an answer of this hasher is under way. */
    public final boolean isInside(Hasher<?> hasher) {
        return context.isInside(hasher);
    }

    /** Writes which object it is. */
    public final void writeIdentity(Object object) {
        out.putByte(Format.SAME);
        out.putLong(Serials.of(object));
    }
}
