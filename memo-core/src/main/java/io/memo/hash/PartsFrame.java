package io.memo.hash;

import org.jspecify.annotations.Nullable;

/** A value of the JDK by other values that say what it means. */
final class PartsFrame extends Frame {

    private final byte[] header;
    private final @Nullable Object[] parts;
    private final boolean constant;
    private int next;
    private boolean mutableBefore;

    /**
     * @param constant whether the value cannot change, although its parts may: they were made for the occasion
     */
    PartsFrame(@Nullable Object node, byte[] header, @Nullable Object[] parts, boolean constant) {
        super(node);
        this.header = header;
        this.parts = parts;
        this.constant = constant;
    }

    @Override
    void open(Walk walk) {
        mutableBefore = walk.isMutable();
        walk.out.putRaw(header);
    }

    @Override
    boolean step(Walk walk) {
        while (next < parts.length) {
            if (walk.value(parts[next++])) {
                return true;
            }
        }
        return false;
    }

    @Override
    void close(Walk walk) {
        walk.out.putByte(Format.END);
        walk.out.putLength(parts.length);
        if (constant) {
            walk.mutable(mutableBefore);
        }
    }

    @Override
    Object childStep(Walk walk) {
        return parts.length == 1 ? ".value" : ".value" + next;
    }
}
