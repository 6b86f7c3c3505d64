package io.memo.store.tier;

import java.lang.reflect.Type;

/** Turns results into bytes and back. Safe for use by several threads. */
public interface MemoCodec {

    /**
     * Returns the name of the codec, its version, and whatever else decides what it makes of bytes: 1 to 64 printable ASCII
     * characters. Entries of another id are misses.
     */
    String id();

    /**
     * Returns the codec of the results of one method.
     *
     * @param returnType what the method returns, with its type arguments
     * @throws NotStorableException if it can be told from the type that no result could be read back
     */
    ResultCodec forResults(Type returnType) throws NotStorableException;
}
