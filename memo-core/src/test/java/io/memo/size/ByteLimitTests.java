package io.memo.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLimitTests {

    @DisplayName("SPEC 5.7: a limit is a number of bytes, with a unit of 1,024, or a share of the heap")
    @ParameterizedTest
    @CsvSource({
        "1048576, 1048576",
        "512B, 512",
        "512KB, 524288",
        "64MB, 67108864",
        "64mb, 67108864",
        "64 MB, 67108864",
        "2GB, 2147483648",
        "1TB, 1099511627776",
        "10%, 100",
        "100 %, 1000",
        "' 5% ', 50"
    })
    void limitIsRead(String text, long bytes) {
        assertThat(ByteLimit.parse(text, 1000)).isEqualTo(bytes);
    }

    @DisplayName("SPEC 5.7: what is no limit is refused, with what to write")
    @ParameterizedTest
    @ValueSource(
            strings = {"", "MB", "-1", "0", "0%", "101%", "1.5GB", "64 megabytes", "9999999TB", "64MiB", "+5%", "1 0"})
    void nonsenseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ByteLimit.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("64MB")
                .withMessageContaining("10%");
    }

    @DisplayName("SPEC 5.7: sizes are shown in the largest unit that tells them well enough")
    @ParameterizedTest
    @CsvSource({"0, 0 B", "1000, 1000 B", "1024, 1 KB", "67108864, 64 MB", "5000000, 4882 KB", "70000000, 66 MB"})
    void bytesAreShown(long bytes, String text) {
        assertThat(ByteLimit.show(bytes)).isEqualTo(text);
    }
}
