package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 15.4: a class that code names and that has no bytes. */
class AbsentClassTests {

    private static final String SOURCE = "package app; public class Svc { public int price(boolean b)"
            + " { return b ? new Gone().g() : 2; } } class Gone { int g() { return 1; } }";

    @TempDir
    Path directory;

    private byte[] gone;

    @BeforeEach
    void removeTheOptionalClass() throws Exception {
        Compiled.of(Map.of("Svc", SOURCE)).into(directory);
        gone = Files.readAllBytes(directory.resolve("app/Gone.class"));
        Files.delete(directory.resolve("app/Gone.class"));
    }

    @Test
    @DisplayName("Issue 15.4: a class that cannot be loaded leaves the fingerprint the same in each process")
    void classThatCannotBeLoadedIsSaidToBeAbsent() throws Exception {
        CodeFingerprint without = read(false);
        assertThat(without.manifest())
                .contains("absent class app.Gone -> ")
                .noneMatch(line -> line.startsWith("untracked"));
        assertThat(without.warnings()).isEmpty();
        assertThat(read(false).hex()).isEqualTo(without.hex());
    }

    @Test
    @DisplayName("Issue 15.4: the optional class moves the fingerprint once it is there")
    void classThatIsThereAfterAllCounts() throws Exception {
        CodeFingerprint without = read(false);
        Files.write(directory.resolve("app/Gone.class"), gone);
        assertThat(read(false).manifest())
                .isNotEqualTo(without.manifest())
                .anyMatch(line -> line.startsWith("body app.Gone.g()"));
    }

    @Test
    @DisplayName("SPEC 6.4, issue 15.4: a class made at run time has no bytes and counts as changed in each process")
    void classMadeAtRunTimeIsNotTracked() throws Exception {
        CodeFingerprint made = read(true);
        assertThat(made.warnings()).anyMatch(warning -> warning.contains("app.Gone"));
        assertThat(made.manifest()).anyMatch(line -> line.startsWith("untracked class app.Gone -> "));
        assertThat(read(true).hex()).isNotEqualTo(made.hex());
    }

    private CodeFingerprint read(boolean makesClasses) throws Exception {
        URL[] path = {directory.toUri().toURL()};
        try (URLClassLoader loader = new Making(path, makesClasses ? gone : null)) {
            return CodeFingerprinter.forPackages(loader, "app")
                    .fingerprint(Compiled.methodOf(Class.forName("app.Svc", false, loader), "price"));
        }
    }

    /** Makes the class from nothing when it is asked for. */
    private static final class Making extends URLClassLoader {

        private final byte[] bytes;

        Making(URL[] path, byte[] bytes) {
            super(path, ClassLoader.getPlatformClassLoader());
            this.bytes = bytes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return bytes != null && name.equals("app.Gone")
                    ? defineClass(name, bytes, 0, bytes.length)
                    : super.findClass(name);
        }
    }
}
