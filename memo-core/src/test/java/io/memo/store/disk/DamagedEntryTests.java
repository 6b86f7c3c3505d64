package io.memo.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.method.Machine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("7.4, P03 a damaged entry is a miss, goes, and is replaced")
class DamagedEntryTests {

    private static final List<String> RESULT = List.of("the", "result");

    @TempDir
    private Path directory;

    private Machine machine;
    private Path file;
    private byte[] intact;

    @BeforeEach
    void store() throws IOException {
        machine = Machine.onDisk(directory, List.class);
        machine.keep("call", RESULT);
        file = Entries.only(directory);
        intact = Files.readAllBytes(file);
        assertThat(machine.value("call")).isEqualTo(RESULT);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void isMissedAndReplaced(byte[] content) throws IOException {
        Files.write(file, content);
        long corrupt = machine.got(Got.CORRUPT);
        assertThat(machine.value("call")).isEqualTo("nothing");
        assertThat(file).doesNotExist();
        assertThat(machine.got(Got.CORRUPT)).isEqualTo(corrupt + 1);
    }

    private void storesAgain() {
        machine.keep("call", RESULT);
        assertThat(machine.value("call")).isEqualTo(RESULT);
    }

    @Test
    @DisplayName("F2 cut at every length, the empty file included")
    void cutFileIsMissed() throws IOException {
        for (int length = 0; length < intact.length; length++) {
            isMissedAndReplaced(Arrays.copyOf(intact, length));
        }
        storesAgain();
    }

    @Test
    @DisplayName("F2 a tail of zeros from every place on, as after a power cut; more bytes than were written")
    void zeroTailIsMissed() throws IOException {
        for (int from = 0; from < intact.length; from++) {
            byte[] torn = intact.clone();
            Arrays.fill(torn, from, torn.length, (byte) 0);
            if (!Arrays.equals(torn, intact)) {
                isMissedAndReplaced(torn);
            }
        }
        isMissedAndReplaced(Arrays.copyOf(intact, intact.length + 1));
        storesAgain();
    }

    @Test
    @DisplayName("F3 every byte flipped, in each of its bits and in all")
    void flippedByteIsMissed() throws IOException {
        for (int at = 0; at < intact.length; at++) {
            for (int bits : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
                byte[] flipped = intact.clone();
                flipped[at] ^= (byte) bits;
                isMissedAndReplaced(flipped);
            }
        }
        storesAgain();
    }

    @Test
    @DisplayName("F3, F10 every number of the head at its extremes under a checksum that is right")
    void lyingHeadIsHarmless() throws IOException {
        for (int at = 12; at < 116; at++) {
            for (int lie : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0}) {
                byte[] lying = intact.clone();
                ByteBuffer.wrap(lying).putInt(at, lie);
                Files.write(file, sealed(lying));
                assertThat(machine.value("call")).isIn("nothing", RESULT);
                Files.deleteIfExists(file);
            }
        }
        storesAgain();
    }

    private static byte[] sealed(byte[] entry) {
        CRC32C crc = new CRC32C();
        crc.update(entry, 0, entry.length - 4);
        ByteBuffer.wrap(entry).putInt(entry.length - 4, (int) crc.getValue());
        return entry;
    }

    @Test
    @DisplayName("F4 the file of one key under the name of another")
    void copiedToAnotherName() throws IOException {
        machine.keep("other call", List.of("another", "result"));
        Path other = Entries.of(directory).stream()
                .filter(each -> !each.equals(file))
                .findFirst()
                .orElseThrow();
        isMissedAndReplaced(Files.readAllBytes(other));
        storesAgain();
        assertThat(machine.value("other call")).isEqualTo(List.of("another", "result"));
    }

    @Test
    @DisplayName("F9 an entry of another version is a miss and stays for those who understand it")
    void anotherVersion() throws IOException {
        for (int version : new int[] {0, EntryFormat.VERSION + 1, Short.MAX_VALUE}) {
            byte[] other = intact.clone();
            ByteBuffer.wrap(other).putShort(4, (short) version);
            Files.write(file, sealed(other));
            assertThat(machine.value("call")).isEqualTo("nothing");
            assertThat(file).hasBinaryContent(other);
        }
        assertThat(machine.got(Got.FOREIGN)).isEqualTo(3);
    }

    @Test
    @DisplayName("F9 an entry of another codec, as of another Java, is a miss and stays")
    void anotherCodec() throws IOException {
        byte[] other = intact.clone();
        int codecAt = new String(other, StandardCharsets.ISO_8859_1).indexOf("java-serialization");
        other[codecAt] = 'J';
        Files.write(file, sealed(other));
        assertThat(machine.value("call")).isEqualTo("nothing");
        assertThat(file).exists();
        assertThat(machine.got(Got.FOREIGN)).isEqualTo(1);
    }

    @Test
    @DisplayName("F10 random bytes of any length, also more than the largest entry has")
    void randomBytesAreMissed() throws IOException {
        Random random = new Random(7);
        for (int length : new int[] {1, 50, 116, 117, 1_000, 1 << 20}) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            isMissedAndReplaced(garbage);
        }
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(20L << 30);
        }
        assertThat(machine.value("call")).isEqualTo("nothing");
        assertThat(file).doesNotExist();
        storesAgain();
        assertThat(machine.put(Put.STORED)).isEqualTo(2);
    }
}
