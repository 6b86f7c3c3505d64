package io.memo.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of an encoding: two digests that were made by the same {@link DigestAlgorithm} are equal if and only if,
 * by all that is known of it, the encodings are equal. One of fewer bytes ends in zeros. Ordered by unsigned bytes.
 *
 * @param a bytes 0 to 7, big endian
 * @param b bytes 8 to 15
 * @param c bytes 16 to 23
 * @param d bytes 24 to 31
 */
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {

    /** How many bytes a digest has. */
    public static final int BYTES = 32;

    private static final int PIECE = 1 << 16;

    /** Returns the SHA-256 of the bytes. */
    public static Digest of(byte[] encoding) {
        return ofHash(sha256().digest(encoding));
    }

    /**
     * Returns the SHA-256 of all that the stream gives, piece by piece.
     *
     * @throws IOException as the stream does
     */
    public static Digest of(InputStream content) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
            digest.update(piece, 0, length);
        }
        return ofHash(digest.digest());
    }

    /** Returns the digest that these 32 bytes are. */
    static Digest ofHash(byte[] hash) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns the 32 bytes, a new array. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    /** Returns 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Returns the first 8 digits of {@link #hex()}, to tell things apart in names and logs. */
    public String shortHex() {
        return HexFormat.of().toHexDigits(a).substring(0, 8);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public int compareTo(Digest other) {
        int byA = Long.compareUnsigned(a, other.a);
        int byB = byA != 0 ? byA : Long.compareUnsigned(b, other.b);
        int byC = byB != 0 ? byB : Long.compareUnsigned(c, other.c);
        return byC != 0 ? byC : Long.compareUnsigned(d, other.d);
    }

    @Override
    public String toString() {
        return hex();
    }
}
