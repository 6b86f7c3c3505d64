package io.memo.hash.walk;

import io.memo.hash.format.Buffer;

/** Values that are written at once, cannot change, mean the same in every process and are never refused. */
public interface Leaf extends Encoder {

    void write(Object value, Buffer out);

    @Override
    default boolean isLeaf() {
        return true;
    }

    @Override
    default boolean encode(Object value, EncodingPass walk) {
        write(value, walk.out);
        return false;
    }
}
