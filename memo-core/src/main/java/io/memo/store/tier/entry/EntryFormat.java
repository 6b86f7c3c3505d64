package io.memo.store.tier.entry;

import io.memo.digest.Digest;
import io.memo.store.tier.NotStorableException;
import io.memo.store.tier.TierKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How an entry is written. Numbers are big endian, times in milliseconds since 1970; the seal covers all before it.
 *
 * <pre>
 * "memo"  version:2  flags:2  seal id:4  key:32  created:8  expires:8  computed in nanos:8  digest of the result:32
 * length of the result:4  of the payload:4  of the codec's id:2  of the method's name:2
 * codec's id  method's name  payload  seal
 * </pre>
 *
 * <p>Versions to come keep the first 12 bytes and the place of the seal, so that an entry of theirs can be told from a
 * damaged one. Nothing is read of an entry before its seal proved genuine. Immutable.
 */
public final class EntryFormat {

    /** The version that is written, and the only one that is read. */
    public static final int VERSION = 2;

    private static final int MAGIC = 0x6d656d6f;
    private static final int SEAL_ID_AT = 8;
    /** How many bytes come before those of the names. */
    public static final int HEAD = 12 + Digest.BYTES + 3 * Long.BYTES + Digest.BYTES + 2 * Integer.BYTES + 2 * 2;

    private static final int NULL = 1;
    private static final int DEFLATED = 2;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int LONGEST_NAME = 1 << 10;

    private final Seal seal;
    private final int maxBytes;

    /**
     * @param seal closes entries
     * @param maxBytes the most that a result may have, before it is deflated and after
     */
    public EntryFormat(Seal seal, int maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "The largest entry is set to %d bytes; it must be at least 1".formatted(maxBytes));
        }
        this.seal = seal;
        this.maxBytes = maxBytes;
    }

    public int maxBytes() {
        return maxBytes;
    }

    /** Returns the most bytes that an entry has with all that is around the result. */
    public static int mostBytes(int maxBytes) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + HEAD + 2L * LONGEST_NAME + 32);
    }

    /**
     * Returns the entry as bytes.
     *
     * @throws NotStorableException if it is too large
     */
    public byte[] write(StoredEntry entry) throws NotStorableException {
        byte[] raw = entry.payload() == null ? new byte[0] : entry.payload();
        if (raw.length > maxBytes) {
            throw new NotStorableException("it has %d bytes and the largest entry is set to %d: raise the limit or"
                            .formatted(raw.length, maxBytes)
                    + " return less");
        }
        byte[] deflated = Compression.deflate(raw);
        byte[] payload = deflated == null ? raw : deflated;
        int flags = (entry.payload() == null ? NULL : 0) | (deflated == null ? 0 : DEFLATED);
        byte[] codec = name(entry.codec());
        byte[] method = name(entry.key().method());
        ByteBuffer out = ByteBuffer.allocate(HEAD + codec.length + method.length + payload.length + seal.size());
        out.putInt(MAGIC).putShort((short) VERSION).putShort((short) flags).putInt(seal.id());
        out.put(entry.key().digest().bytes());
        out.putLong(entry.created().toEpochMilli()).putLong(millis(entry.expires()));
        out.putLong(entry.computedInNanos()).put(entry.output().bytes());
        out.putInt(raw.length).putInt(payload.length);
        out.putShort((short) codec.length).putShort((short) method.length);
        out.put(codec).put(method).put(payload);
        seal.close(out.array());
        return out.array();
    }

    private static byte[] name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NAME ? bytes : Arrays.copyOf(bytes, LONGEST_NAME);
    }

    /** Returns the time, or what stands for never where there is none or it lies beyond what a number holds. */
    private static long millis(@Nullable Instant time) {
        try {
            return time == null ? NEVER : time.toEpochMilli();
        } catch (ArithmeticException e) {
            return NEVER;
        }
    }

    /**
     * Returns what the bytes are. Costs memory in proportion to their number and to the largest entry, whatever they say.
     *
     * @param key what they were found under
     * @param codec the id of the codec that is to read the payload
     */
    public ReadEntry read(byte[] bytes, TierKey key, String codec) {
        if (bytes.length < HEAD + seal.size()) {
            return new ReadEntry.Corrupt("it is too short");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        switch (seal.verify(in.getInt(SEAL_ID_AT), bytes)) {
            case DAMAGED:
                return new ReadEntry.Corrupt("its seal is broken");
            case FOREIGN:
                return new ReadEntry.Foreign("it was sealed with an unknown secret, or not at all");
            case GENUINE:
                break;
        }
        if (in.getInt() != MAGIC) {
            return new ReadEntry.Corrupt("it is no entry");
        }
        int version = in.getShort();
        if (version != VERSION) {
            return new ReadEntry.Foreign("it is of version " + version);
        }
        return body(in, in.getShort(), key, codec);
    }

    /**
     * What the beginning of an entry says, true or not.
     *
     * @param key its key's digest
     * @param computedInNanos how long the method took
     */
    public record Head(Digest key, long computedInNanos) {}

    /** Returns what the first {@value #HEAD} bytes of an entry say, or null if they are none of this version. */
    public static @Nullable Head head(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || in.getInt() != MAGIC || in.getShort() != VERSION) {
            return null;
        }
        in.position(SEAL_ID_AT + Integer.BYTES);
        Digest key = digest(in);
        return new Head(key, in.getLong(in.position() + 2 * Long.BYTES));
    }

    private ReadEntry body(ByteBuffer in, int flags, TierKey key, String codec) {
        in.getInt();
        Digest found = digest(in);
        long created = in.getLong();
        long expires = in.getLong();
        long computedInNanos = in.getLong();
        Digest output = digest(in);
        int rawLength = in.getInt();
        int length = in.getInt();
        int codecLength = in.getShort();
        int methodLength = in.getShort();
        boolean inBounds = codecLength >= 0 && methodLength >= 0 && length >= 0 && rawLength >= 0;
        if (!inBounds || (long) HEAD + codecLength + methodLength + length + seal.size() != in.capacity()) {
            return new ReadEntry.Corrupt("its lengths do not add up");
        }
        if (!found.equals(key.digest())) {
            return new ReadEntry.Corrupt("it is the entry of another key");
        }
        String writer = string(in, codecLength);
        if (!writer.equals(codec)) {
            return new ReadEntry.Foreign("it was written by codec " + writer);
        }
        string(in, methodLength);
        if (rawLength > maxBytes) {
            return new ReadEntry.Foreign("it is larger than the largest entry is set to");
        }
        byte[] payload = payload(in, flags, length, rawLength);
        if (payload == null) {
            return new ReadEntry.Corrupt("its payload cannot be restored");
        }
        return new ReadEntry.Genuine(new StoredEntry(
                key,
                codec,
                Instant.ofEpochMilli(created),
                expires == NEVER ? null : Instant.ofEpochMilli(expires),
                computedInNanos,
                output,
                (flags & NULL) == 0 ? payload : null));
    }

    private static byte @Nullable [] payload(ByteBuffer in, int flags, int length, int rawLength) {
        if ((flags & DEFLATED) != 0) {
            return Compression.inflate(in.array(), in.position(), length, rawLength);
        }
        if (length != rawLength) {
            return null;
        }
        byte[] payload = new byte[length];
        in.get(payload);
        return payload;
    }

    private static Digest digest(ByteBuffer in) {
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    private static String string(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
