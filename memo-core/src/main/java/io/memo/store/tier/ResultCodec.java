package io.memo.store.tier;

import io.memo.digest.Digest;

/**
 * Turns results of one method into bytes and back. Results are written in the background and read in the thread that calls. A
 * null is never asked about. Safe for use by several threads.
 */
public interface ResultCodec {

    /**
     * Returns the fingerprint of the classes that can be told from the type of the result, as they are now; part of every key, so
     * that results of a changed class are not looked for. The fingerprints of classes that only a result shows belong into
     * its bytes. A codec whose types never change returns any digest, always the same.
     */
    Digest classes();

    /**
     * Returns the result as bytes, in an array that nobody else holds. Another thread may change the result meanwhile: what comes
     * of it, an exception too, is no more than a result that is not kept.
     *
     * @param result what the method returned, not null; must not be changed
     * @throws NotStorableException if the result holds what is not allowed, or what bytes cannot give back; the message is
     *     logged once for each method
     */
    byte[] encode(Object result) throws NotStorableException;

    /**
     * Returns the result as bytes, as {@link #encode(Object)} does, unless they are more than the limit. A codec that can tell
     * before it has made them all saves their memory.
     *
     * @param mostBytes the limit
     * @throws NotStorableException also if there are more
     */
    default byte[] encode(Object result, int mostBytes) throws NotStorableException {
        byte[] payload = encode(result);
        if (payload.length > mostBytes) {
            throw NotStorableException.tooLarge(mostBytes);
        }
        return payload;
    }

    /**
     * Returns a result that equals the one encoded, and that nobody else holds. The bytes may be anything, from whoever may write
     * to the tier: time and memory are bounded by their number, and no class is loaded or initialised before it is
     * known to be allowed. What classes of the application do while they are read is theirs.
     *
     * @param payload the bytes; must not be changed
     * @throws UnreadableEntryException if the bytes are not what this codec writes for the classes as they are now; the entry is
     *     then a miss
     */
    Object decode(byte[] payload) throws UnreadableEntryException;
}
