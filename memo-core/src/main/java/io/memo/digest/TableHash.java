package io.memo.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of a few bytes for hash tables. It depends on a secret of the process: who chooses the bytes cannot make many
 * of them fall together.
 */
public final class TableHash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long[] KEYS = Secret.OF_THIS_PROCESS.table();

    private TableHash() {}

    /** Returns the hash: NH of the words, see {@link KeyedHash}; of those beyond 1 KB the keys repeat. */
    public static int of(byte[] bytes) {
        long sum = bytes.length;
        int at = 0;
        int key = 0;
        for (int end = bytes.length - Long.BYTES; at <= end; at += Long.BYTES) {
            sum += mixed((long) LONGS.get(bytes, at), key++);
        }
        long rest = 0;
        for (; at < bytes.length; at++) {
            rest = rest << 8 | (bytes[at] & 0xFF);
        }
        sum += mixed(rest, key);
        return (int) (sum ^ sum >>> 32);
    }

    private static long mixed(long word, int key) {
        int at = key & (Secret.WORDS - 1);
        long product = (int) word + KEYS[at];
        long other = (word >>> 32) + KEYS[at + Secret.WORDS];
        return product * other ^ Math.multiplyHigh(product, other);
    }
}
