package io.memo.store.tier;

import java.lang.reflect.Type;

/**
 * Turns results into bytes that leave the process, and back: what a bean implements that takes the place of memo's own codecs,
 * for all methods. Whatever it does, memo keeps bytes only if it could read them back to a result with the digest of the first,
 * and returns what it read only if the digest is still that; so a mistake in a codec costs misses. It need not compress,
 * sign or expire: memo does. Safe for use by several threads.
 */
public interface MemoCodec {

    /**
     * Returns the name of the codec, its version, and whatever else decides what it makes of bytes: 1 to 64 printable ASCII
     * characters, always the same. It is part of every key, so a codec that changes what it writes takes another id, and finds
     * none of its old entries.
     */
    String id();

    /**
     * Returns the codec of the results of one method. Asked once for each method whose results leave the process, while the
     * application starts.
     *
     * @param returnType what the method returns, with its type arguments
     * @throws NotStorableException if it can be told from the type that no result could be read back; the application does not
     *     start, and shows the message
     */
    ResultCodec forResults(Type returnType) throws NotStorableException;
}
