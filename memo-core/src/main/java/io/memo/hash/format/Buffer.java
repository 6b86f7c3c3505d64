package io.memo.hash.format;

import io.memo.digest.Digest;
import io.memo.digest.DigestAlgorithm;
import io.memo.digest.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one pass, as {@link Format} lays them out. Not thread-safe; confined to one computation. */
public final class Buffer {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** As much as a key has room for. */
    private static final int SMALL = 64;

    /** Up to here one loop is faster than a look at each unit and a copy in bulk; less than 128. */
    private static final int SHORT = 32;

    private final DigestAlgorithm algorithm;
    private byte[] bytes = new byte[SMALL];
    private int size;
    private long apart;
    private @Nullable Hash hash;

    /** Makes a buffer that digests what is long by the algorithm. */
    public Buffer(DigestAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /** Makes a buffer for what is the same in every process. */
    public Buffer() {
        this(DigestAlgorithm.SHA_256);
    }

    public DigestAlgorithm algorithm() {
        return algorithm;
    }

    /** Returns how many bytes are in the buffer by now. */
    public int size() {
        return size;
    }

    /** Returns how many bytes were written or passed through the hash, by estimate. */
    public long all() {
        return size + apart;
    }

    /** Drops what was written behind so many bytes, of which there must be at least as many. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /** Forgets what was written from there on, and what was on its way through the hash. */
    public void restart(int from) {
        size = from;
        apart = 0;
        hash = null;
    }

    /** Writes the lowest 8 bits. */
    public void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Writes 2 bytes, the highest first. */
    public void putChar(char value) {
        reserve(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    /** Writes 4 bytes, the highest first. */
    public void putInt(int value) {
        reserve(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    /** Writes 8 bytes, the highest first. */
    public void putLong(long value) {
        reserve(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    /** Writes 8 bytes. All NaN are alike, the two zeros are not. */
    public void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    /** Writes 7 bits in each byte, the lowest first; the highest bit says that more follow. */
    public void putLength(int value) {
        reserve(5);
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes the bytes as they are, without a length. */
    public void putRaw(byte[] value) {
        putRaw(value, 0, value.length);
    }

    /** Writes some of the bytes, likewise. */
    public void putRaw(byte[] value, int from, int length) {
        reserve(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
    }

    /** Writes the 32 bytes of the digest, without a tag. */
    public void putDigest(Digest digest) {
        putLong(digest.a());
        putLong(digest.b());
        putLong(digest.c());
        putLong(digest.d());
    }

    /** Writes the string with its tag. */
    public void putString(String value) {
        int length = value.length();
        if (length <= SHORT && putShortLatin(value, length)) {
            return;
        }
        boolean latin = isLatin(value, length);
        int width = latin ? 1 : 2;
        if ((long) length * width > Format.LARGE) {
            putByte(Format.LARGE_STRING);
            putByte(latin ? Format.LATIN : Format.UTF16);
            putLength(length);
            putLargeUnits(value, latin);
            return;
        }
        putByte(latin ? Format.LATIN : Format.UTF16);
        putLength(length);
        reserve(length * width);
        copyUnits(value, 0, length, latin, bytes, size);
        size += length * width;
    }

    /** Replaces what was written from there on by the tag and its digest. */
    public void collapse(int from, int tag) {
        Hash all = hash();
        int length = size - from;
        all.update(bytes, from, length);
        size = from;
        putByte(tag);
        putDigest(all, length);
    }

    /** Returns what was written from there on, a new array. */
    public byte[] copyFrom(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    /** Returns a short hash of what was written from there on, good for telling versions of one value apart. */
    public long shortHash(int from) {
        long h = 0xcbf29ce484222325L;
        for (int i = from; i < size; i++) {
            h = (h ^ (bytes[i] & 0xFF)) * 0x100000001b3L;
        }
        h ^= h >>> 32;
        h *= 0x9E3779B97F4A7C15L;
        return h ^ (h >>> 29);
    }

    /** Returns the digest of the bytes in the buffer. They stay, and more may follow. */
    public Digest digest() {
        Hash all = hash();
        all.update(bytes, 0, size);
        return all.digest();
    }

    /**
     * Returns the hash of this buffer, for content that is too large to pass through it; hand it back to {@link
     * #putDigest(Hash, long)}.
     */
    public Hash hash() {
        if (hash == null) {
            hash = algorithm.newHash();
        }
        return hash;
    }

    /** @param length how many bytes went through it */
    public void putDigest(Hash content, long length) {
        apart += length;
        reserve(algorithm.size());
        content.digest(bytes, size);
        size += algorithm.size();
    }

    private void putLargeUnits(String value, boolean latin) {
        int step = Format.CHUNK_SIZE;
        byte[] chunk = new byte[latin ? step : 2 * step];
        Hash units = hash();
        for (int from = 0; from < value.length(); from += step) {
            int count = Math.min(step, value.length() - from);
            copyUnits(value, from, count, latin, chunk, 0);
            units.update(chunk, 0, latin ? count : 2 * count);
        }
        putDigest(units, (long) value.length() * (latin ? 1 : 2));
    }

    /** Writes the string in one pass; returns false, having written nothing, if a unit does not fit into a byte. */
    private boolean putShortLatin(String value, int length) {
        reserve(length + 2);
        byte[] target = bytes;
        int at = size + 2;
        int all = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            all |= c;
            target[at + i] = (byte) c;
        }
        if (all > 0xFF) {
            return false;
        }
        target[size] = Format.LATIN;
        target[size + 1] = (byte) length;
        size = at + length;
        return true;
    }

    private static boolean isLatin(String value, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= value.charAt(i);
        }
        return all <= 0xFF;
    }

    // String.getBytes(int, int, byte[], int) drops high bytes, and there are none.
    @SuppressWarnings("deprecation")
    private static void copyUnits(String value, int from, int count, boolean latin, byte[] target, int at) {
        if (latin) {
            value.getBytes(from, from + count, target, at);
            return;
        }
        int next = at;
        for (int i = from; i < from + count; i++) {
            char c = value.charAt(i);
            target[next++] = (byte) (c >>> 8);
            target[next++] = (byte) c;
        }
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            grow(Math.addExact(size, more));
        }
    }

    private void grow(int needed) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
    }
}
