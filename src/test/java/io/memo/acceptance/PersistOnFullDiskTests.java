package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 7.4: a disk that takes no more, which is a process here that may write small files alone. */
class PersistOnFullDiskTests {

    private static final String SIZES = """
            package shop;
            import io.memo.*;
            import org.springframework.boot.*;
            import org.springframework.context.annotation.*;
            @org.springframework.stereotype.Service
            public class Sizes {
                @Memoize(persist = true) public byte[] random(int size) {
                    byte[] bytes = new byte[size];
                    new java.util.Random(size).nextBytes(bytes);
                    return bytes;
                }
                public static void main(String[] arguments) {
                    var context = SpringApplication.run(Shop.class, arguments);
                    Sizes sizes = context.getBean(Sizes.class);
                    for (int size : new int[] {100, 70_000, 70_001, 200, 70_002}) {
                        int twice = sizes.random(size).length + sizes.random(size).length;
                        System.out.println("RESULT " + (twice == 2 * size));
                    }
                    context.close();
                    System.out.println("TIER " + context.isActive());
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "F5: results come, one line says so, nothing half written is left, and what fitted is there afterwards")
    void fileCannotGrow() throws IOException {
        Assumptions.assumeFalse(File.separatorChar == '\\', "ulimit is of Unix");
        OutsideApplication.compile(folder.resolve("classes"), SIZES);
        Path kept = folder.resolve("kept");
        try (ChildJvm child = ChildJvm.startLimited(
                "ulimit -f 32",
                "-XX:-UsePerfData",
                "-cp",
                folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                "shop.Sizes",
                "--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off",
                "--memo.persist.directory=" + kept)) {
            child.line("TIER ", 1);
            assertThat(child.lines())
                    .filteredOn(line -> line.startsWith("RESULT "))
                    .containsOnly("RESULT true")
                    .hasSize(5);
            assertThat(child.lines())
                    .filteredOn(line -> line.contains(" WARN "))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("The disk tier failed while writing", "File too large");
        }
        try (Stream<Path> files = Files.walk(kept)) {
            List<Path> entries = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".lock"))
                    .toList();
            assertThat(entries)
                    .hasSize(2)
                    .allMatch(file -> file.getFileName().toString().matches("[0-9a-f]{32}-[0-9a-f]{64}"));
        }
    }
}
