package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application in two parts, as class files and as jars in either order. */
class PackagingTests {

    private static final Map<String, String> FIRST =
            Map.of("Svc", """
            package app;
            public class Svc {
                Rate rate = new app.fast.Fast();
                enum Kind { LOW, HIGH }
                public int price(int n) {
                    Runnable r = () -> System.out.println(n);
                    return switch (n > 3 ? Kind.LOW : Kind.HIGH) { case LOW -> rate.of(n); case HIGH -> all(n); };
                }
                int all(int n) { return java.util.stream.Stream.of(1, n).map(x -> new Object() { int f() { return x + n; } }.f()).toList().get(0); }
            }
            """, "Rate", "package app; public interface Rate { int of(int n); }");

    private static final Map<String, String> SECOND = Map.of(
            "Fast",
            "package app.fast; public class Fast implements app.Rate { public int of(int n) { return n * 2; } }");

    @TempDir
    Path directory;

    private CodeFingerprint exploded;

    @BeforeEach
    void explode() throws Exception {
        Compiled both =
                Compiled.of(Map.of("Svc", FIRST.get("Svc"), "Rate", FIRST.get("Rate"), "Fast", SECOND.get("Fast")));
        both.into(directory.resolve("classes"));
        both.classes().keySet().removeIf(name -> name.startsWith("app.fast"));
        both.into(directory.resolve("first"));
        exploded = read(List.of(directory.resolve("classes")));
    }

    @Test
    @DisplayName("Issue 15, stability: class files and jars, in either order, give one fingerprint")
    void jarsInEitherOrderAreAsClassFiles() throws Exception {
        Path first = jar("first.jar", "app/", "app/fast/");
        Path second = jar("second.jar", "app/fast/", "none");
        assertThat(exploded.manifest())
                .noneMatch(line -> line.startsWith("untracked"))
                .anyMatch(line -> line.contains("Fast.of"));
        assertThat(read(List.of(first, second)).manifest()).isEqualTo(exploded.manifest());
        assertThat(read(List.of(second, first)).manifest()).isEqualTo(exploded.manifest());
        assertThat(read(List.of(second, directory.resolve("first"))).manifest()).isEqualTo(exploded.manifest());
    }

    private Path jar(String name, String with, String without) throws IOException {
        Path file = directory.resolve(name);
        Path classes = directory.resolve("classes");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                var found = Files.walk(classes)) {
            for (Path each : found.filter(Files::isRegularFile).toList()) {
                String entry = classes.relativize(each).toString().replace('\\', '/');
                if (entry.startsWith(with) && !entry.startsWith(without)) {
                    jar.putNextEntry(new ZipEntry(entry));
                    jar.write(Files.readAllBytes(each));
                    jar.closeEntry();
                }
            }
        }
        return file;
    }

    private static CodeFingerprint read(List<Path> path) throws Exception {
        URL[] urls = new URL[path.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = path.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return CodeFingerprinter.forPackages(loader, "app")
                    .fingerprint(Compiled.methodOf(Class.forName("app.Svc", false, loader), "price"));
        }
    }
}
