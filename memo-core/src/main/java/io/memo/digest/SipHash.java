package io.memo.digest;

/**
 * SipHash-2-4 with 128 bits, a pseudorandom function for whoever does not know the key: J.-P. Aumasson and D. J.
 * Bernstein, "SipHash: a fast short-input PRF" (INDOCRYPT 2012), and the authors' reference implementation for the
 * 128-bit output. Takes whole words only. Not thread-safe.
 */
final class SipHash {

    private final long first;
    private final long second;
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private int words;
    private long high;

    SipHash(long first, long second) {
        this.first = first;
        this.second = second;
        restart();
    }

    private void restart() {
        v0 = first ^ 0x736f6d6570736575L;
        v1 = second ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = first ^ 0x6c7967656e657261L;
        v3 = second ^ 0x7465646279746573L;
        words = 0;
    }

    /** Takes a word: the next 8 bytes, little endian. */
    void put(long word) {
        words++;
        absorb(word);
    }

    private void absorb(long word) {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }

    /** Ends, starts anew and returns the first 64 bits, little endian; {@link #high} has the others. */
    long finish() {
        absorb((long) (words * Long.BYTES) << 56);
        v2 ^= 0xee;
        rounds(4);
        final long low = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(4);
        high = v0 ^ v1 ^ v2 ^ v3;
        restart();
        return low;
    }

    /** Returns the other 64 bits of what was finished last. */
    long high() {
        return high;
    }

    private void rounds(int count) {
        long a = v0;
        long b = v1;
        long c = v2;
        long d = v3;
        for (int i = 0; i < count; i++) {
            a += b;
            c += d;
            b = Long.rotateLeft(b, 13) ^ a;
            d = Long.rotateLeft(d, 16) ^ c;
            a = Long.rotateLeft(a, 32);
            c += b;
            a += d;
            b = Long.rotateLeft(b, 17) ^ c;
            d = Long.rotateLeft(d, 21) ^ a;
            c = Long.rotateLeft(c, 32);
        }
        v0 = a;
        v1 = b;
        v2 = c;
        v3 = d;
    }
}
