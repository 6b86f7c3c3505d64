package io.memo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapUnderLimitTests {

    private static final long LIMIT = 64L << 20;
    private static final Pattern RESULT = Pattern.compile("estimated=(\\d+) measured=(\\d+)");

    @TempDir
    private Path folder;

    @DisplayName(
            "SPEC 5.7: 2,000 results of 1 KB to 1 MB under a limit of 64 MB stay within 20 % of it, in a heap of 256 MB")
    @Test
    void heapHoldsUnderLoad() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapUnderLimitProcess.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        Matcher result = RESULT.matcher(printed);
        assertThat(result.find()).as(printed).isTrue();
        long estimated = Long.parseLong(result.group(1));
        long measured = Long.parseLong(result.group(2));
        assertThat(estimated).as(printed).isLessThanOrEqualTo(LIMIT).isCloseTo(LIMIT, withinPercentage(10));
        assertThat(measured).as(printed).isCloseTo(LIMIT, withinPercentage(20));
    }
}
