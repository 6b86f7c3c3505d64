package io.memo.digest;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/** SHA-256 as the platform has it. Numbers are read big endian. */
final class Sha256 implements Hash {

    /** How many numbers are turned into bytes at a time. */
    private static final int STEP = 1 << 10;

    private final MessageDigest sha = Digest.sha256();

    @Override
    public void update(byte[] bytes, int from, int length) {
        sha.update(bytes, from, length);
    }

    @Override
    public void update(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(STEP * Long.BYTES);
        LongBuffer longs = bytes.asLongBuffer();
        for (int done = 0; done < values.length; done += STEP) {
            int count = Math.min(STEP, values.length - done);
            longs.put(0, values, done, count);
            sha.update(bytes.array(), 0, count * Long.BYTES);
        }
    }

    @Override
    public void update(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(STEP * Long.BYTES);
        for (int done = 0; done < values.length; done += STEP) {
            int count = Math.min(STEP, values.length - done);
            bytes.clear();
            for (int i = done; i < done + count; i++) {
                bytes.putLong(Double.doubleToLongBits(values[i]));
            }
            sha.update(bytes.array(), 0, count * Long.BYTES);
        }
    }

    @Override
    public void digest(byte[] target, int at) {
        try {
            sha.digest(target, at, Digest.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
    }

    @Override
    public Digest digest() {
        return Digest.ofHash(sha.digest());
    }
}
