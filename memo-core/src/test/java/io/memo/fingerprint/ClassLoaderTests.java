package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files from where applications really lie. */
class ClassLoaderTests {

    private static final String SOURCE =
            "package app; interface R { int r(); } class Gold implements R { public int r()"
                    + " { return 1; } } class Svc { R r; int price(int n) { return r.r() * n; } static { Boom.boom(); } }"
                    + " class Boom { static void boom() { throw new Error(\"initialised\"); } }";

    @TempDir
    private Path directory;

    private static CodeFingerprint fingerprint(ClassLoader loader) throws ClassNotFoundException {
        Class<?> type = Class.forName("app.Svc", false, loader);
        return CodeFingerprinter.forPackages(loader, "app").fingerprint(Compiled.methodOf(type, "price"));
    }

    private static URLClassLoader loader(Path... paths) throws IOException {
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = paths[i].toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoaderTests.class.getClassLoader());
    }

    private Path jar(String name, Compiled compiled, boolean withDirectories) throws IOException {
        Path jar = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            if (withDirectories) {
                entries.putNextEntry(new JarEntry("app/"));
            }
            for (Map.Entry<String, byte[]> file : compiled.classes().entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey().replace('.', '/') + ".class"));
                entries.write(file.getValue());
            }
        }
        return jar;
    }

    @Test
    void aDirectoryAndAJarOfTheSameClassesGiveTheSameFingerprint() throws Exception {
        Compiled compiled = Compiled.of(SOURCE);
        Path classes = compiled.into(directory.resolve("classes"));
        try (URLClassLoader exploded = loader(classes);
                URLClassLoader plain = loader(jar("plain.jar", compiled, true));
                URLClassLoader bare = loader(jar("bare.jar", compiled, false))) {
            CodeFingerprint fingerprint = fingerprint(exploded);
            assertThat(fingerprint.manifest())
                    .contains("dispatch app.R.r() on app.Gold -> app.Gold.r()")
                    .noneMatch(line -> line.startsWith("untracked"));
            assertThat(fingerprint(plain).manifest()).isEqualTo(fingerprint.manifest());
            assertThat(fingerprint(bare).manifest()).isEqualTo(fingerprint.manifest());
            assertThat(fingerprint.hex()).isEqualTo(compiled.fingerprint().hex());
        }
    }

    @Test
    void anOverrideInAnotherModuleOfTheApplicationIsFound() throws Exception {
        Compiled compiled = Compiled.of(SOURCE);
        byte[] gold = compiled.classes().remove("app.Gold");
        Path one = jar("one.jar", compiled, false);
        compiled.classes().clear();
        compiled.classes().put("app.Gold", gold);
        Path other = compiled.into(directory.resolve("other"));
        try (URLClassLoader both = loader(one, other);
                URLClassLoader parent = loader(one);
                URLClassLoader child =
                        new URLClassLoader(new URL[] {other.toUri().toURL()}, parent)) {
            assertThat(fingerprint(both).manifest()).anyMatch(line -> line.startsWith("body app.Gold.r()"));
            assertThat(fingerprint(child).manifest())
                    .isEqualTo(fingerprint(both).manifest());
        }
    }

    @Test
    void ofTwoFilesForOneClassTheOneThatIsLoadedCounts() throws Exception {
        Compiled first = Compiled.of(SOURCE);
        Compiled second = Compiled.of(SOURCE.replace("return 1", "return 2"));
        Path one = first.into(directory.resolve("one"));
        Path two = jar("two.jar", second, true);
        try (URLClassLoader oneFirst = loader(one, two);
                URLClassLoader twoFirst = loader(two, one)) {
            assertThat(fingerprint(oneFirst).hex())
                    .isEqualTo(first.fingerprint().hex());
            assertThat(fingerprint(twoFirst).hex())
                    .isEqualTo(second.fingerprint().hex());
        }
    }

    /** C24, rule 6.4 */
    @Test
    void filesRebuiltUnderARunningProcessChangeNothingUntilTheyAreLoadedAnew() throws Exception {
        Path classes = Compiled.of(SOURCE).into(directory.resolve("classes"));
        try (URLClassLoader running = loader(classes)) {
            CodeFingerprint before = fingerprint(running);
            Compiled.of(SOURCE.replace("return 1", "return 2")).into(classes);
            assertThat(fingerprint(running).hex()).isEqualTo(before.hex());
            Class<?> gold = Class.forName("app.Gold", false, running);
            assertThat(CodeFingerprinter.forPackages(running, "app").behaviourOf(gold))
                    .isNotNull();
            try (URLClassLoader restarted = loader(classes)) {
                assertThat(fingerprint(restarted).hex()).isNotEqualTo(before.hex());
            }
        }
    }

    @Test
    void theLoaderIsNotHeld() throws Exception {
        Path classes = Compiled.of(SOURCE).into(directory.resolve("classes"));
        CodeFingerprinter fingerprinter;
        java.lang.ref.WeakReference<ClassLoader> reference;
        try (URLClassLoader loader = loader(classes)) {
            fingerprinter = CodeFingerprinter.forPackages(loader, "app");
            fingerprinter.fingerprint(Compiled.methodOf(Class.forName("app.Svc", false, loader), "price"));
            reference = new java.lang.ref.WeakReference<>(loader);
        }
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(reference.get()).isNull();
        assertThat(fingerprinter).isNotNull();
    }

    @Test
    void ownClassesAreReadThroughTheSystemClassLoader() throws Exception {
        CodeFingerprint fingerprint =
                CodeFingerprinter.forPackages(null).fingerprint(Compiled.methodOf(ApplicationScope.class, "contains"));
        assertThat(fingerprint.manifest())
                .anyMatch(line -> line.startsWith("body io.memo.fingerprint.ApplicationScope.contains("))
                .noneMatch(line -> line.startsWith("untracked"));
    }
}
