package io.memo.hash;

import io.memo.hash.read.ConcurrentReads;
import org.jspecify.annotations.Nullable;

/** Writes values by other values that say what they mean. */
final class PartsEncoder<T> implements Encoder {

    /** Says what a value means by other values. */
    @FunctionalInterface
    interface Meaning<T> {
        @Nullable
        Object[] of(T value);
    }

    /** Whether a value that is made of others can change. */
    enum Change {
        NEVER,
        WITH_ITS_PARTS,
        ALWAYS
    }

    private final byte[] header;
    private final Change change;
    private final Meaning<T> meaning;

    /** @param type what stands for the type */
    PartsEncoder(String type, Change change, Meaning<T> meaning) {
        this.header = PartsFrame.header(type);
        this.change = change;
        this.meaning = meaning;
    }

    // Registered under the very type that it takes.
    @Override
    @SuppressWarnings("unchecked")
    public boolean encode(Object value, Walk walk) {
        if (change == Change.ALWAYS) {
            walk.mutable();
        }
        return !walk.isSettled(value)
                && walk.push(new PartsFrame(
                        value, header, ConcurrentReads.read(() -> meaning.of((T) value)), change == Change.NEVER));
    }
}
