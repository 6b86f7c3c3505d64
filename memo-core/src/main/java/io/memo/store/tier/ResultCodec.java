package io.memo.store.tier;

import io.memo.digest.Digest;

/** Turns results of one method into bytes and back. Safe for use by several threads. */
public interface ResultCodec {

    /** Returns the fingerprint of the classes that can be told from the type of the result; part of every key. */
    Digest classes();

    /**
     * Returns the result as bytes. The caller checks that they can be read back to an equal result.
     *
     * @throws NotStorableException if the result holds what is not allowed, or what bytes cannot give back
     */
    byte[] encode(Object result) throws NotStorableException;

    /**
     * Returns a result that equals the one encoded. The bytes may be anything: time and memory are bounded by their number,
     * and no class is loaded or initialised before it is known to be allowed. What classes of the application do while they
     * are read is theirs.
     *
     * @throws UnreadableEntryException if the bytes are not what this codec writes for the classes as they are now
     */
    Object decode(byte[] payload) throws UnreadableEntryException;
}
