package io.memo.hash.walk;

import io.memo.hash.format.Buffer;

/** Values that are written at once, cannot change, mean the same in every process and are never refused. */
public interface Leaf extends Encoder {

    /** Appends the encoding of a value of the class that this was made for. Called by several threads, each with its own buffer. */
    void write(Object value, Buffer out);

    @Override
    default boolean isLeaf() {
        return true;
    }

    @Override
    default boolean encode(Object value, EncodingPass pass) {
        write(value, pass.out);
        return false;
    }
}
