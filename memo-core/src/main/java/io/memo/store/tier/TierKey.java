package io.memo.store.tier;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;

/**
 * What an entry is found by outside the process.
 *
 * @param method the name of the method, by which its entries are cleared; does not tell entries apart
 * @param arguments those of the call, by which its entries are cleared too, in every process
 * @param digest the identity of the entry, in every process
 */
public record TierKey(String method, Digest arguments, Digest digest) {

    /** Into how many groups arguments fall. */
    public static final int GROUPS = 256;

    private static final int OTHER_BITS = Long.SIZE - Integer.numberOfTrailingZeros(GROUPS);

    /**
     * Returns the key of the same call where that of another release of the application lies under this one.
     *
     * @param release what tells this release from that
     */
    public TierKey beside(Digest release) {
        return new TierKey(
                method,
                arguments,
                new FramedSink().putDigest(digest).putDigest(release).digest());
    }

    /** Returns the {@link #groupOf group} of the arguments. */
    public int group() {
        return groupOf(arguments);
    }

    /**
     * Returns the group that arguments fall into, from 0. Clears by other processes are known by group, for there are more
     * arguments than anybody could remember.
     */
    public static int groupOf(Digest arguments) {
        return (int) (arguments.a() >>> OTHER_BITS);
    }
}
