package io.memo.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash for those who know a secret, after Carter and Wegman: blocks of 1 KB are compressed by a function that the
 * secret draws from a universal family, and the results go through SipHash, so that digests tell nothing of the secret.
 *
 * <pre>
 * digest(m)   = siphash(nh(block 0), ..., nh(block n-1), number of bytes)
 * nh(words)   = for each of two lanes with its own keys k: the sums, mod 2^64 each, of the low and of the high halves of
 *               (w[2i] + k[2i]) * (w[2i+1] + k[2i+1]), signed, 128 bits
 * </pre>
 *
 * <p>The family is NH of UMAC (J. Black, S. Halevi, H. Krawczyk, T. Krovetz, P. Rogaway, "UMAC: Fast and Secure Message
 * Authentication", CRYPTO 1999), in its signed form: two blocks that differ collide under at most 2^-63 of the keys.
 * Two differences to the paper. The halves are summed without the carry between them: whatever the carry is, for a
 * collision the 128-bit difference must be one of two numbers instead of one, so 2^-62. And two independent lanes: 2^-124.
 * Two different messages of one length differ in some block, others in the length; beyond that a collision is one of
 * SipHash, 2^-128. Nobody can search for one without the secret, which never leaves the process and is new in each.
 *
 * <p>A block that is no multiple of 16 bytes ends with its last 16 bytes, which overlap those before: given the length
 * that is as good as padding.
 */
final class KeyedHash implements Hash {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle RESULT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int PAIR = 2 * Long.BYTES;

    private final long[] keys;
    private final SipHash sip;
    private long total;

    KeyedHash(Secret secret) {
        this.keys = secret.block();
        this.sip = new SipHash(secret.first(), secret.second());
    }

    @Override
    public void update(byte[] bytes, int from, int length) {
        if ((total & (BLOCK - 1)) != 0) {
            throw new IllegalStateException("Only the last update may be no multiple of " + BLOCK + " bytes");
        }
        total += length;
        int rest = length;
        int at = from;
        for (; rest >= BLOCK; rest -= BLOCK, at += BLOCK) {
            block(bytes, at, BLOCK);
        }
        if (rest > 0) {
            block(bytes, at, rest);
        }
    }

    @Override
    public void update(long[] values) {
        total += (long) values.length * Long.BYTES;
        for (int from = 0; from < values.length; from += Secret.WORDS) {
            block(values, from, Math.min(Secret.WORDS, values.length - from));
        }
    }

    @Override
    public void update(double[] values) {
        total += (long) values.length * Long.BYTES;
        for (int from = 0; from < values.length; from += Secret.WORDS) {
            block(values, from, Math.min(Secret.WORDS, values.length - from));
        }
    }

    @Override
    public void digest(byte[] target, int at) {
        long low = finish();
        RESULT.set(target, at, low);
        RESULT.set(target, at + Long.BYTES, sip.high());
    }

    @Override
    public Digest digest() {
        long low = finish();
        return new Digest(low, sip.high(), 0, 0);
    }

    private long finish() {
        sip.put(total);
        total = 0;
        return sip.finish();
    }

    private void block(byte[] bytes, int from, int length) {
        long[] k = keys;
        long low = 0;
        long high = 0;
        long otherLow = 0;
        long otherHigh = 0;
        int i = 0;
        int at = from;
        for (int end = from + length - PAIR; at <= end; at += PAIR, i += 2) {
            long x = (long) LONGS.get(bytes, at);
            long y = (long) LONGS.get(bytes, at + Long.BYTES);
            long p = x + k[i];
            long q = y + k[i + 1];
            low += p * q;
            high += Math.multiplyHigh(p, q);
            long r = x + k[i + Secret.WORDS];
            long s = y + k[i + Secret.WORDS + 1];
            otherLow += r * s;
            otherHigh += Math.multiplyHigh(r, s);
        }
        int rest = from + length - at;
        if (rest > 0) {
            long x = length >= PAIR ? (long) LONGS.get(bytes, from + length - PAIR) : head(bytes, from, length);
            long y = length >= Long.BYTES
                    ? (long) LONGS.get(bytes, from + length - Long.BYTES)
                    : tail(bytes, from, length);
            long p = x + k[i];
            long q = y + k[i + 1];
            low += p * q;
            high += Math.multiplyHigh(p, q);
            long r = x + k[i + Secret.WORDS];
            long s = y + k[i + Secret.WORDS + 1];
            otherLow += r * s;
            otherHigh += Math.multiplyHigh(r, s);
        }
        put(low, high, otherLow, otherHigh);
    }

    /** Of a block of less than 16 bytes: the first 8, else the first 4, else all. */
    private static long head(byte[] bytes, int from, int length) {
        if (length >= Long.BYTES) {
            return (long) LONGS.get(bytes, from);
        }
        if (length >= Integer.BYTES) {
            return (int) INTS.get(bytes, from);
        }
        long all = 0;
        for (int i = 0; i < length; i++) {
            all = all << 8 | (bytes[from + i] & 0xFF);
        }
        return all;
    }

    /** Of a block of less than 8 bytes: the last 4, if {@link #head} did not have all. */
    private static long tail(byte[] bytes, int from, int length) {
        return length >= Integer.BYTES ? (int) INTS.get(bytes, from + length - Integer.BYTES) : 0;
    }

    private void block(long[] values, int from, int length) {
        long[] k = keys;
        long low = 0;
        long high = 0;
        long otherLow = 0;
        long otherHigh = 0;
        for (int i = 0; i < length; i += 2) {
            long x = values[from + i];
            long y = i + 1 < length ? values[from + i + 1] : 0;
            long p = x + k[i];
            long q = y + k[i + 1];
            low += p * q;
            high += Math.multiplyHigh(p, q);
            long r = x + k[i + Secret.WORDS];
            long s = y + k[i + Secret.WORDS + 1];
            otherLow += r * s;
            otherHigh += Math.multiplyHigh(r, s);
        }
        put(low, high, otherLow, otherHigh);
    }

    private void block(double[] values, int from, int length) {
        long[] k = keys;
        long low = 0;
        long high = 0;
        long otherLow = 0;
        long otherHigh = 0;
        for (int i = 0; i < length; i += 2) {
            long x = Double.doubleToLongBits(values[from + i]);
            long y = i + 1 < length ? Double.doubleToLongBits(values[from + i + 1]) : 0;
            long p = x + k[i];
            long q = y + k[i + 1];
            low += p * q;
            high += Math.multiplyHigh(p, q);
            long r = x + k[i + Secret.WORDS];
            long s = y + k[i + Secret.WORDS + 1];
            otherLow += r * s;
            otherHigh += Math.multiplyHigh(r, s);
        }
        put(low, high, otherLow, otherHigh);
    }

    private void put(long low, long high, long otherLow, long otherHigh) {
        sip.put(low);
        sip.put(high);
        sip.put(otherLow);
        sip.put(otherHigh);
    }
}
