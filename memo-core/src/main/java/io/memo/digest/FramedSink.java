package io.memo.digest;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Takes an encoding piece by piece and gives its SHA-256. Every piece has a length that is fixed by its kind or written
 * before it, so two different sequences of the same calls never write the same bytes; a caller that varies the calls
 * writes a tag first.
 *
 * <pre>
 * putLong(v)   = 8 bytes, big endian
 * putInt(v)    = 4 bytes, big endian
 * putString(s) = putInt(s.length()), then its UTF-16 units, 2 bytes each
 * putBytes(b)  = putInt(b.length), then b
 * </pre>
 *
 * <p>Memory is bounded: past a scratch buffer of some KB the bytes go into the hash at once. Not thread-safe; confined
 * to one computation.
 */
public final class FramedSink {

    private static final int CAPACITY = 1 << 13;

    private byte[] buffer = new byte[256];
    private int size;
    private @Nullable MessageDigest hash;

    /** Writes one byte, usually the tag of what follows. */
    public FramedSink putByte(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Writes 4 bytes. */
    public FramedSink putInt(int value) {
        reserve(4);
        buffer[size++] = (byte) (value >>> 24);
        buffer[size++] = (byte) (value >>> 16);
        buffer[size++] = (byte) (value >>> 8);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Writes 8 bytes. */
    public FramedSink putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** Writes the length and the UTF-16 units; a lone surrogate counts as itself. */
    public FramedSink putString(String value) {
        int length = value.length();
        putInt(length);
        int at = 0;
        while (at < length) {
            reserve(2);
            int end = Math.min(length, at + (buffer.length - size) / 2);
            for (; at < end; at++) {
                char c = value.charAt(at);
                buffer[size++] = (byte) (c >>> 8);
                buffer[size++] = (byte) c;
            }
        }
        return this;
    }

    /** Writes the length and the bytes. */
    public FramedSink putBytes(byte[] value) {
        putInt(value.length);
        return putRaw(value);
    }

    /** Writes 32 bytes. */
    public FramedSink putDigest(Digest value) {
        return putLong(value.a()).putLong(value.b()).putLong(value.c()).putLong(value.d());
    }

    /** Returns the digest of all that was written and leaves the sink empty, ready for the next encoding. */
    public Digest digest() {
        MessageDigest all = hash == null ? Digest.sha256() : hash;
        all.update(buffer, 0, size);
        size = 0;
        hash = null;
        return Digest.ofHash(all.digest());
    }

    private FramedSink putRaw(byte[] value) {
        if (value.length > CAPACITY) {
            flush();
            hashed().update(value);
        } else {
            reserve(value.length);
            System.arraycopy(value, 0, buffer, size, value.length);
            size += value.length;
        }
        return this;
    }

    private void reserve(int more) {
        if (size + more <= buffer.length) {
            return;
        }
        if (buffer.length < CAPACITY) {
            byte[] larger = new byte[CAPACITY];
            System.arraycopy(buffer, 0, larger, 0, size);
            buffer = larger;
        }
        if (size + more > buffer.length) {
            flush();
        }
    }

    private void flush() {
        hashed().update(buffer, 0, size);
        size = 0;
    }

    private MessageDigest hashed() {
        MessageDigest current = hash == null ? Digest.sha256() : hash;
        hash = current;
        return current;
    }
}
