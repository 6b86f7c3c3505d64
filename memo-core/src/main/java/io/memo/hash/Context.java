package io.memo.hash;

import io.memo.Hasher;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds inside the answer of a hasher, or outside any. In its own answer a hasher is not asked again, so the
 * encoding of an object may differ from the one it has outside, and what is remembered is remembered for each context
 * apart.
 */
final class Context {

    /** A finished node: its encoding, and whether it lies on a cycle. */
    record Written(byte[] encoding, boolean onCycle) {}

    final @Nullable Context outer;
    private final @Nullable Hasher<?> hasher;
    private @Nullable Map<Object, Written> written;
    private @Nullable Set<Object> onCycles;

    Context(@Nullable Context outer, @Nullable Hasher<?> hasher) {
        this.outer = outer;
        this.hasher = hasher;
    }

    /** Returns whether the walk is inside an answer of this hasher. */
    boolean isInside(Hasher<?> candidate) {
        for (Context c = this; c != null; c = c.outer) {
            if (c.hasher == candidate) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Written recall(Object node) {
        return written == null ? null : written.get(node);
    }

    void remember(Object node, Written encoding) {
        if (written == null) {
            written = new IdentityHashMap<>();
        }
        written.put(node, encoding);
    }

    boolean isOnCycle(Object node) {
        return onCycles != null && onCycles.contains(node);
    }

    void addOnCycle(Object node) {
        if (onCycles == null) {
            onCycles = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        onCycles.add(node);
    }
}
