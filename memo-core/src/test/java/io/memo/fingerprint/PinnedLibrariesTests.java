package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C19, 6.1: library code counts by name or, where libraries are pinned, by what their jars hold. */
@DisplayName("C19")
class PinnedLibrariesTests {

    private static final String TAX = "package lib; public class Tax { public int rate() { return Far.rate(); } }"
            + " class Far { static int rate() { return 19; } }";
    private static final String BASE = "package base; public abstract class Base { public int base() { return 1; } }";
    private static final String UNUSED = "package unused; public class Unused { public int n() { return 1; } }";
    private static final String SVC =
            "package app; class Svc extends base.Base {" + " int price(int n) { return n * new lib.Tax().rate(); } }";

    @TempDir
    private Path directory;

    private int versions;

    private CodeFingerprint fingerprint(boolean pinned, String tax, String base, String unused, long time)
            throws Exception {
        Compiled compiled =
                Compiled.of(Map.of("lib/Tax", tax, "base/Base", base, "unused/Unused", unused, "app/Svc", SVC));
        Path folder = Files.createDirectory(directory.resolve("v" + versions++));
        URL[] path = {
            jar(folder, "lib", compiled, time),
            jar(folder, "base", compiled, time),
            jar(folder, "unused", compiled, time),
            jar(folder, "app", compiled, time)
        };
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            ApplicationScope scope = ApplicationScope.of(Set.of("app"));
            Class<?> svc = Class.forName("app.Svc", false, loader);
            return CodeFingerprinter.of(loader, pinned ? scope.pinningLibraries() : scope)
                    .fingerprint(Compiled.methodOf(svc, "price"));
        }
    }

    private static URL jar(Path folder, String name, Compiled compiled, long time) throws IOException {
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : compiled.classes().entrySet()) {
                if (file.getKey().startsWith(name + ".")) {
                    ZipEntry entry = new ZipEntry(file.getKey().replace('.', '/') + ".class");
                    entry.setTime(time);
                    entries.putNextEntry(entry);
                    entries.write(file.getValue());
                }
            }
        }
        return jar.toUri().toURL();
    }

    @Test
    @DisplayName("pinned: a library that holds other classes is a miss, however deep the change")
    void pinnedLibrariesCount() throws Exception {
        CodeFingerprint before = fingerprint(true, TAX, BASE, UNUSED, 0);
        CodeFingerprint after = fingerprint(true, TAX.replace("19", "21"), BASE, UNUSED, 0);
        assertThat(after.hex()).isNotEqualTo(before.hex());
        assertThat(ManifestDiff.between(before.manifest(), after.manifest()))
                .containsExactly("library lib.jar changed");
        assertThat(fingerprint(true, TAX, BASE.replace("1", "2"), UNUSED, 0).hex())
                .isNotEqualTo(before.hex());
        assertThat(before.manifest()).anyMatch(line -> line.startsWith("library java -> "));
        assertThat(before.warnings()).isEmpty();
    }

    @Test
    @DisplayName("pinned: a library that is not used does not count, nor when a jar was built")
    void otherLibrariesDoNotCount() throws Exception {
        CodeFingerprint before = fingerprint(true, TAX, BASE, UNUSED, 0);
        assertThat(fingerprint(true, TAX, BASE, UNUSED.replace("1", "2"), 0).manifest())
                .isEqualTo(before.manifest());
        assertThat(fingerprint(true, TAX, BASE, UNUSED, 1_000_000_000_000L).manifest())
                .isEqualTo(before.manifest());
    }

    @Test
    @DisplayName("not pinned: libraries count by name")
    void unpinnedLibrariesCountByName() throws Exception {
        assertThat(fingerprint(false, TAX.replace("19", "21"), BASE.replace("1", "2"), UNUSED, 0)
                        .manifest())
                .isEqualTo(fingerprint(false, TAX, BASE, UNUSED, 0).manifest())
                .noneMatch(line -> line.startsWith("library "));
    }

    @Test
    @DisplayName("6.4, pinned: a library whose version cannot be told is another one in every process")
    void librariesWithoutJar() {
        Compiled compiled = Compiled.of(Map.of("lib/Tax", TAX, "base/Base", BASE, "app/Svc", SVC));
        CodeFingerprint fingerprint = CodeFingerprinterFactory.installed()
                .create(compiled, ApplicationScope.of(Set.of("app")).pinningLibraries())
                .fingerprint(compiled.method("app.Svc", "price"));
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("untracked the library that holds lib.Tax"));
        assertThat(fingerprint.warnings()).anyMatch(warning -> warning.contains("the library that holds base.Base"));
    }
}
