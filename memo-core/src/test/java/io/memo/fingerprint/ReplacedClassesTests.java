package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 6.7: fingerprints follow class files that the JVM was given to run, and no others. */
class ReplacedClassesTests {

    private static final String SOURCE = """
            package app;
            class Svc {
                final Rates rates = new Rates();
                int price(int net) { return net + rates.of(net); }
                int other(int net) { return net + Other.of(net); }
            }
            class Rates { int of(int net) { return Table.at(net); } }
            class Table { static int at(int net) { return %s; } }
            class Other { static int of(int net) { return net * 5; } }
            """;

    @TempDir
    Path directory;

    private final Compiled first = Compiled.of(SOURCE.formatted("net * 2"));
    private final Compiled second = Compiled.of(SOURCE.formatted("net * 3"));
    private ClassLoader loader = ClassLoader.getSystemClassLoader();
    private CodeFingerprinter fingerprinter = CodeFingerprinter.forPackages(loader, "app");

    @BeforeEach
    void load() throws MalformedURLException {
        first.into(directory);
        loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
        fingerprinter = CodeFingerprinter.forPackages(loader, "app");
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private CodeFingerprint of(String method) {
        Method found = Compiled.methodOf(type("app.Svc"), method);
        return fingerprinter.fingerprint(found);
    }

    private void replace(String name, Compiled with) {
        fingerprinter.replaced(type(name), bytes(with, name));
    }

    private static byte[] bytes(Compiled compiled, String name) {
        byte[] found = compiled.classes().get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    @Test
    @DisplayName(
            "6.7: code replaced three calls down is that of a start with the new class files; replaced back, the old one")
    void replacedCodeIsThatOfAnotherStart() {
        String before = of("price").hex();
        replace("app.Table", second);
        CodeFingerprint after = of("price");
        assertThat(after.hex())
                .isEqualTo(second.fingerprint("app.Svc", "price").hex())
                .isNotEqualTo(before);
        assertThat(ManifestDiff.between(first.fingerprint("app.Svc", "price").manifest(), after.manifest()))
                .containsExactly("body of app.Table.at(int) changed");
        replace("app.Table", first);
        assertThat(of("price").hex()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "6.4: class files that were rebuilt and not given to the JVM are not seen, also when another class was replaced")
    void rebuiltFilesAreNotSeen() {
        String other = of("other").hex();
        String price = of("price").hex();
        Compiled.of(SOURCE.formatted("net * 4").replace("net * 5", "net * 6")).into(directory);
        replace("app.Rates", first);
        assertThat(of("other").hex()).isEqualTo(other);
        assertThat(of("price").hex()).isEqualTo(price);
    }

    @Test
    @DisplayName("6.7: a class that only the new code names is found")
    void newClassesAreFound() throws IOException {
        of("price");
        Compiled more = Compiled.of(
                SOURCE.formatted("new Later().of(net)") + "class Later { int of(int net) { return net * 7; } }");
        more.into(directory);
        replace("app.Table", more);
        assertThat(of("price").hex())
                .isEqualTo(more.fingerprint("app.Svc", "price").hex());
    }

    @Test
    @DisplayName("6.7: other fields and supertypes are told from other bodies")
    void otherFieldsAreTold() {
        of("price");
        assertThat(fingerprinter.replaced(type("app.Table"), bytes(second, "app.Table")))
                .isFalse();
        Compiled more = Compiled.of(SOURCE.formatted("net").replace("class Table {", "class Table { int rows;"));
        assertThat(fingerprinter.replaced(type("app.Table"), bytes(more, "app.Table")))
                .isTrue();
    }

    @Test
    @DisplayName("6.7: what may depend on a class names it, or a class of the same outermost one")
    void dependsOnWhatItNames() {
        CodeFingerprint price = of("price");
        assertThat(price.mayDependOn("app.Svc")).isTrue();
        assertThat(price.mayDependOn("app.Table")).isTrue();
        assertThat(price.mayDependOn("app.Table$Row")).isTrue();
        assertThat(price.mayDependOn("app.Other")).isFalse();
    }

    @Test
    @DisplayName("6.7: dependencies of a fingerprint can still be asked for when the code it was taken of is gone")
    void dependenciesOutliveTheCode() {
        CodeFingerprint other = of("other");
        replace("app.Table", second);
        assertThat(other.dependencies()).isEqualTo(of("other").dependencies()).isNotEmpty();
    }
}
