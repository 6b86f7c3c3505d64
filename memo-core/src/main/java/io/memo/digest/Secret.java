package io.memo.digest;

import java.security.SecureRandom;

/**
 * The key of a keyed hash.
 *
 * @param block a number for each word of a block, {@link #WORDS} for each of the two lanes
 * @param first the first half of the key of SipHash
 * @param second the second half
 * @param table a number for each half of each word, for hash tables
 */
record Secret(long[] block, long first, long second, long[] table) {

    /** How many words of 8 bytes a block has. */
    static final int WORDS = Hash.BLOCK / Long.BYTES;

    static final Secret OF_THIS_PROCESS = random();

    private static Secret random() {
        SecureRandom random = new SecureRandom();
        return new Secret(longs(random), random.nextLong(), random.nextLong(), longs(random));
    }

    private static long[] longs(SecureRandom random) {
        return random.longs(2L * WORDS).toArray();
    }
}
