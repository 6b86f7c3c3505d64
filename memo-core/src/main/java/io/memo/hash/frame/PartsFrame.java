package io.memo.hash.frame;

import io.memo.hash.format.Buffer;
import io.memo.hash.format.Format;
import io.memo.hash.walk.EncodingPass;
import io.memo.hash.walk.Frame;
import org.jspecify.annotations.Nullable;

/** A value of the JDK by other values that say what it means. */
public final class PartsFrame extends Frame {

    private final byte[] header;
    private final @Nullable Object[] parts;
    private final boolean constant;
    private int next;
    private boolean mutableBefore;

    /**
     * @param constant whether the value cannot change, although its parts may: they were made for the occasion
     */
    public PartsFrame(@Nullable Object node, byte[] header, @Nullable Object[] parts, boolean constant) {
        super(node);
        this.header = header;
        this.parts = parts;
        this.constant = constant;
    }

    /**
     * Begins a value by its parts, which can change.
     *
     * @param type what stands for its type
     */
    public static PartsFrame mutable(@Nullable Object node, String type, @Nullable Object[] parts) {
        return new PartsFrame(node, header(type), parts, false);
    }

    /** Begins a value that cannot change in the same way. */
    public static PartsFrame constant(Object node, String type, @Nullable Object[] parts) {
        return new PartsFrame(node, header(type), parts, true);
    }

    /** Returns what comes before the parts. */
    public static byte[] header(String type) {
        Buffer out = new Buffer();
        out.putByte(Format.PARTS);
        out.putString(type);
        return out.copyFrom(0);
    }

    @Override
    protected void open(EncodingPass pass) {
        mutableBefore = pass.isMutable();
        pass.out.putRaw(header);
    }

    @Override
    protected boolean step(EncodingPass pass) {
        while (next < parts.length) {
            if (pass.value(parts[next++])) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void close(EncodingPass pass) {
        pass.out.putByte(Format.END);
        pass.out.putLength(parts.length);
        if (constant) {
            pass.mutable(mutableBefore);
        }
    }

    @Override
    protected Object childStep(EncodingPass pass) {
        return parts.length == 1 ? ".value" : ".value" + next;
    }
}
