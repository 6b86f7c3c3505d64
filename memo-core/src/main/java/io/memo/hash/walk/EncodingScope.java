package io.memo.hash.walk;

import io.memo.Hasher;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules for one part of a value: the answer of a hasher, what lies below an object whose code counts, a named object held by such
 * an object, or none of these. An object may be encoded differently in each: a hasher is not asked again inside its own answer, and
 * what code holds may count with more than its name. So finished nodes are remembered for each scope apart.
 */
final class EncodingScope {

    /** A finished node: its encoding, and whether it lies on a cycle. */
    record Written(byte[] encoding, boolean onCycle) {}

    final @Nullable EncodingScope outer;
    final EncoderSource encoders;
    final boolean inCode;
    private final @Nullable Hasher<?> hasher;
    private @Nullable Map<Object, Written> written;
    private @Nullable Set<Object> onCycles;
    private @Nullable Map<Object, Integer> numbers;
    private @Nullable EncodingScope code;
    private @Nullable EncodingScope held;

    /** Begins a pass. */
    EncodingScope(EncoderSource encoders) {
        this(null, null, encoders, false);
    }

    /** Goes into the answer of a hasher. */
    EncodingScope(EncodingScope outer, Hasher<?> hasher) {
        this(outer, hasher, outer.encoders, outer.inCode);
    }

    private EncodingScope(
            @Nullable EncodingScope outer, @Nullable Hasher<?> hasher, EncoderSource encoders, boolean inCode) {
        this.outer = outer;
        this.hasher = hasher;
        this.encoders = encoders;
        this.inCode = inCode;
    }

    /** Returns what holds below an object whose code counts, the same each time. */
    EncodingScope code() {
        if (code == null) {
            code = inside(encoders);
        }
        return code;
    }

    /** Returns what holds inside named objects that code holds, the same each time as long as the encoders are. */
    EncodingScope held(EncoderSource by) {
        if (held == null || held.encoders != by) {
            held = inside(by);
        }
        return held;
    }

    private EncodingScope inside(EncoderSource by) {
        EncodingScope inside = new EncodingScope(this, null, by, true);
        // Cycles lead in and out.
        inside.onCycles = cycles();
        return inside;
    }

    private Set<Object> cycles() {
        if (onCycles == null) {
            onCycles = Collections.newSetFromMap(new IdentityHashMap<>());
        }
        return onCycles;
    }

    /** Returns whether the pass is inside an answer of this hasher. */
    boolean isInside(Hasher<?> candidate) {
        for (EncodingScope c = this; c != null; c = c.outer) {
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

    /** Returns the number of a finished node, or null if it has none. */
    @Nullable
    Integer numberOf(Object node) {
        return numbers == null ? null : numbers.get(node);
    }

    void number(Object node, int number) {
        if (numbers == null) {
            numbers = new IdentityHashMap<>();
        }
        numbers.put(node, number);
    }

    boolean isOnCycle(Object node) {
        return onCycles != null && onCycles.contains(node);
    }

    /** Returns whether it was not known. */
    boolean addOnCycle(Object node) {
        return cycles().add(node);
    }
}
