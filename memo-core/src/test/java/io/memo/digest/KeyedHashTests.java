package io.memo.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4.8 the hash for what stays in the process")
class KeyedHashTests {

    private static final Random RANDOM = new Random(7);
    private static final Secret SECRET = new Secret(
            RANDOM.longs(2L * Secret.WORDS).toArray(),
            1,
            2,
            RANDOM.longs(2L * Secret.WORDS).toArray());

    private static Digest digest(byte[] bytes) {
        KeyedHash hash = new KeyedHash(SECRET);
        hash.update(bytes, 0, bytes.length);
        return hash.digest();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** NH as the paper has it but for the carry, in slow arithmetic, over words that are ready. */
    private static Digest slow(long[] words) {
        SipHash sip = new SipHash(SECRET.first(), SECRET.second());
        for (int block = 0; block < words.length; block += Secret.WORDS) {
            for (int lane = 0; lane < 2; lane++) {
                BigInteger low = BigInteger.ZERO;
                BigInteger high = BigInteger.ZERO;
                for (int i = 0; i < Secret.WORDS && block + i < words.length; i += 2) {
                    long second = block + i + 1 < words.length ? words[block + i + 1] : 0;
                    long p = words[block + i] + SECRET.block()[lane * Secret.WORDS + i];
                    long q = second + SECRET.block()[lane * Secret.WORDS + i + 1];
                    BigInteger product = BigInteger.valueOf(p).multiply(BigInteger.valueOf(q));
                    low = low.add(BigInteger.valueOf(product.longValue()));
                    high = high.add(product.shiftRight(64));
                }
                sip.put(low.longValue());
                sip.put(high.longValue());
            }
        }
        sip.put(8L * words.length);
        long low = sip.finish();
        return new Digest(low, sip.high(), 0, 0);
    }

    @Test
    void sipHashIsThatOfItsAuthors() {
        // vectors.h of github.com/veorq/SipHash, vectors_sip128[0] and [8].
        SipHash sip = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(bytes(sip)).isEqualTo("a3817f04ba25a8e66df67214c7550293");
        sip.put(0x0706050403020100L);
        assertThat(bytes(sip)).isEqualTo("3b62a9ba6258f5610f83e264f31497b4");
    }

    private static String bytes(SipHash sip) {
        long low = Long.reverseBytes(sip.finish());
        return "%016x%016x".formatted(low, Long.reverseBytes(sip.high()));
    }

    @Test
    void isNhAndSipHash() {
        for (int words : new int[] {0, 1, 2, 3, 126, 127, 128, 129, 1_000}) {
            long[] values = new Random(words).longs(words).toArray();
            KeyedHash hash = new KeyedHash(SECRET);
            hash.update(values);
            assertThat(hash.digest()).as("%d words", words).isEqualTo(slow(values));
            double[] doubles =
                    LongStream.range(0, words).mapToDouble(i -> i * 0.1).toArray();
            hash.update(doubles);
            assertThat(hash.digest())
                    .isEqualTo(slow(Arrays.stream(doubles)
                            .mapToLong(Double::doubleToLongBits)
                            .toArray()));
            if (words % 2 == 0) {
                ByteBuffer buffer = ByteBuffer.allocate(words * 8).order(ByteOrder.nativeOrder());
                buffer.asLongBuffer().put(values);
                assertThat(digest(buffer.array())).isEqualTo(slow(values));
            }
        }
    }

    @Test
    void everyByteCountsAtEveryLength() {
        Set<Digest> seen = new HashSet<>();
        for (int length = 0; length <= 70; length++) {
            byte[] bytes = random(length);
            assertThat(seen.add(digest(bytes))).as("length %d", length).isTrue();
            assertThat(seen.add(digest(Arrays.copyOf(new byte[0], length)))).isEqualTo(length != 0);
            for (int i = 0; i < length; i++) {
                bytes[i] ^= 1;
                assertThat(seen.add(digest(bytes)))
                        .as("byte %d of %d", i, length)
                        .isTrue();
                bytes[i] ^= 1;
            }
        }
    }

    @Test
    void piecesAreAlikeToTheWhole() {
        for (int length : new int[] {1_024, 1_025, 1_033, 2_048, 5_000}) {
            byte[] bytes = random(length);
            KeyedHash hash = new KeyedHash(SECRET);
            for (int from = 0; from < length; from += 1_024) {
                hash.update(bytes, from, Math.min(1_024, length - from));
            }
            assertThat(hash.digest()).as("%d bytes", length).isEqualTo(digest(bytes));
        }
        KeyedHash hash = new KeyedHash(SECRET);
        hash.update(new byte[5], 0, 5);
        assertThatThrownBy(() -> hash.update(new byte[5], 0, 5)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherSecretGivesAnotherDigest() {
        KeyedHash mine = new KeyedHash(SECRET);
        Hash ofThisProcess = DigestAlgorithm.IN_PROCESS.newHash();
        assertThat(mine.digest()).isNotEqualTo(ofThisProcess.digest());
        byte[] target = new byte[20];
        mine.digest(target, 2);
        assertThat(new BigInteger(1, Arrays.copyOfRange(target, 2, 18)))
                .isEqualTo(new BigInteger(mine.digest().hex().substring(0, 32), 16));
    }

    @Test
    void hashesForTablesDependOnEveryByte() {
        Set<Integer> seen = new HashSet<>();
        for (int length = 0; length <= 40; length++) {
            byte[] bytes = random(length);
            seen.add(TableHash.of(bytes));
            for (int i = 0; i < length; i++) {
                bytes[i] ^= 4;
                seen.add(TableHash.of(bytes));
                bytes[i] ^= 4;
            }
        }
        assertThat(seen).as("of 861").hasSizeGreaterThan(850);
        assertThat(TableHash.of(new byte[5_000])).isEqualTo(TableHash.of(new byte[5_000]));
    }
}
