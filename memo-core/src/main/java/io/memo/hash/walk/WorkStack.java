package io.memo.hash.walk;

import io.memo.hash.Steps;
import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The nodes under way, from the value itself down to the current one. Finds a node by identity at any depth. */
final class WorkStack {

    /** Up to here a search along the frames is faster than a table. */
    private static final int SHALLOW = 16;

    private @Nullable Frame top;
    private int depth;
    private int onCycles;
    private @Nullable Map<Object, Frame> deep;
    /** The deepest frame that is not in the table. */
    private @Nullable Frame shallow;

    @Nullable
    Frame top() {
        return top;
    }

    int depth() {
        return depth;
    }

    /** Returns whether any node under way is known to lie on a cycle. */
    boolean touchesCycle() {
        return onCycles > 0;
    }

    void push(Frame frame) {
        frame.parent = top;
        frame.depth = ++depth;
        top = frame;
        onCycles += frame.onCycle ? 1 : 0;
        if (depth == SHALLOW) {
            shallow = frame;
        } else if (depth > SHALLOW && frame.node != null) {
            if (deep == null) {
                deep = new IdentityHashMap<>();
            }
            deep.put(frame.node, frame);
        }
    }

    void pop(Frame frame) {
        if (depth > SHALLOW && frame.node != null && deep != null) {
            deep.remove(frame.node);
        }
        onCycles -= frame.onCycle ? 1 : 0;
        top = frame.parent;
        depth--;
    }

    /** Returns the frame that is writing this very object, or null. */
    @Nullable
    Frame find(Object node) {
        if (depth > SHALLOW && deep != null) {
            Frame found = deep.get(node);
            if (found != null) {
                return found;
            }
        }
        Frame frame = depth > SHALLOW ? shallow : top;
        for (; frame != null; frame = frame.parent) {
            if (frame.node == node) {
                return frame;
            }
        }
        return null;
    }

    /** Returns the closest field that holds what is under way and that one of these classes declares, or null. */
    @Nullable
    Field field(Predicate<Class<?>> own) {
        for (Frame frame = top; frame != null; frame = frame.parent) {
            Field field = frame.current();
            if (field != null && !field.isSynthetic() && own.test(field.getDeclaringClass())) {
                return field;
            }
        }
        return null;
    }

    /** Returns the steps from the value itself to what is under way. */
    String path(EncodingPass pass) {
        Frame[] frames = new Frame[depth];
        int count = 0;
        for (Frame frame = top; frame != null; frame = frame.parent) {
            frames[count++] = frame;
        }
        StringBuilder path = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            Steps.append(path, frames[i].childStep(pass));
        }
        return path.toString();
    }
}
