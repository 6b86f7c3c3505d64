package io.memo.hash.frame;

import io.memo.hash.read.ConcurrentReads;
import io.memo.hash.walk.Encoder;
import io.memo.hash.walk.EncodingPass;
import org.jspecify.annotations.Nullable;

/** Writes values by other values that say what they mean. */
public final class PartsEncoder<T> implements Encoder {

    /** Says what a value means by other values. */
    @FunctionalInterface
    public interface Meaning<T> {
        @Nullable
        Object[] of(T value);
    }

    /** Whether a value that is made of others can change. */
    public enum Change {
        NEVER,
        WITH_ITS_PARTS,
        ALWAYS
    }

    private final byte[] header;
    private final Change change;
    private final Meaning<T> meaning;

    /** @param type what stands for the type */
    public PartsEncoder(String type, Change change, Meaning<T> meaning) {
        this.header = PartsFrame.header(type);
        this.change = change;
        this.meaning = meaning;
    }

    // Registered under the very type that it takes.
    @Override
    @SuppressWarnings("unchecked")
    public boolean encode(Object value, EncodingPass pass) {
        if (change == Change.ALWAYS) {
            pass.mutable();
        }
        return !pass.writeKnown(value)
                && pass.push(new PartsFrame(
                        value, header, ConcurrentReads.read(() -> meaning.of((T) value)), change == Change.NEVER));
    }
}
