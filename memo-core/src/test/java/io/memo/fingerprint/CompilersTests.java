package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the version of javac, held against another JDK where there is one: 25, or 17 when these run on 25. */
class CompilersTests {

    private static final int EACH = Integer.getInteger("memo.traps", 61);

    private static final int OTHER = Runtime.version().feature() < 25 ? 25 : 17;

    @TempDir
    Path directory;

    @Test
    @DisplayName("Issue 15.3: javac 17 and 25 give one fingerprint at one --release")
    void versionsOfJavacGiveOneFingerprint() throws Exception {
        compileElsewhere();
        List<Trap> chosen = CompileTraps.chosen(EACH);
        for (int i = 0; i < chosen.size(); i++) {
            CodeFingerprint here = CompileTraps.compiled(chosen.get(i).before()).fingerprint();
            CodeFingerprint there = Compiled.in(directory.resolve("" + i)).fingerprint();
            assertThat(there.manifest()).as(chosen.get(i).toString()).isEqualTo(here.manifest());
        }
    }

    private void compileElsewhere() throws Exception {
        Path java = other();
        Assumptions.assumeTrue(java != null, "no JDK " + OTHER);
        Process process = new ProcessBuilder(
                        String.valueOf(java),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CompileTraps.class.getName(),
                        directory.toString(),
                        "" + EACH)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static @Nullable Path other() throws IOException {
        List<Path> homes = new ArrayList<>();
        for (String name : List.of("JAVA" + OTHER + "_HOME", "JAVA_HOME_" + OTHER + "_X64")) {
            String home = System.getenv(name);
            if (home != null) {
                homes.add(Path.of(home));
            }
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(installed, "*" + OTHER + "*")) {
                found.forEach(homes::add);
            }
        }
        return homes.stream()
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
