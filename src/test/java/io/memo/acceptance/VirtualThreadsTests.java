package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualThreadsTests {

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "3.1: ten thousand virtual threads, one key, one carrier thread: one run, the same object, nobody pinned")
    void oneRunOnOneCarrier() {
        assumeTrue(Runtime.version().feature() >= 21, "Virtual threads need Java 21");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (ChildJvm child = ChildJvm.start(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-cp",
                path,
                VirtualThreads.class.getName(),
                folder.toString())) {
            assertThat(child.line("runs ", 1)).isEqualTo("1");
            assertThat(child.line("objects ", 1)).isEqualTo("1");
            assertThat(child.line("pinned ", 1)).isEqualTo("0");
        }
    }
}
