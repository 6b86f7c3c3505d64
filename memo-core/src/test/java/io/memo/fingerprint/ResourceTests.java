package io.memo.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 13.9: what lies on the class path and constants name is part of the code. */
class ResourceTests {

    @TempDir
    Path release;

    @BeforeEach
    void writeResources() throws IOException {
        for (String each :
                List.of("rates.csv", "app/rates.csv", "texts.properties", "texts_de.properties", "other.csv")) {
            write(each, "first");
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = release.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Returns the fingerprint as a new process takes it, which has a class loader of its own. */
    private CodeFingerprint fingerprint(Compiled compiled) throws Exception {
        compiled.into(release);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {release.toUri().toURL()}, getClass().getClassLoader())) {
            Method method = Compiled.methodOf(Class.forName("app.Svc", false, loader), "price");
            return CodeFingerprinter.forPackages(loader, "app").fingerprint(method);
        }
    }

    private static Compiled svc(String body) {
        return Compiled.of("package app; import java.util.*; class Svc { static final String NAME = \"/rates.csv\";"
                + " Object price() throws Exception { " + body + " } }");
    }

    private static List<Finding> findings(Compiled compiled) {
        Method method = compiled.method("app.Svc", "price");
        return compiled.fingerprinter("app").findings(method, method.getDeclaringClass());
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.9: another content is another fingerprint, the old content the old one")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            rates.csv           | return Svc.class.getResourceAsStream("/rates.csv");
            rates.csv           | return Svc.class.getResourceAsStream(NAME);
            rates.csv           | return getClass().getResource("/rates.csv");
            rates.csv           | String name = "/rates.csv"; return getClass().getResource(name);
            app/rates.csv       | return Svc.class.getResourceAsStream("rates.csv");
            app/rates.csv       | return getClass().getResourceAsStream("rates.csv");
            rates.csv           | return Svc.class.getClassLoader().getResourceAsStream("rates.csv");
            rates.csv           | return Thread.currentThread().getContextClassLoader().getResources("rates.csv");
            rates.csv           | return ClassLoader.getSystemResource("rates.csv");
            rates.csv           | return Svc.class.getModule().getResourceAsStream("rates.csv");
            rates.csv           | return Optional.empty().map(any -> Svc.class.getResourceAsStream("/rates.csv"));
            texts.properties    | return ResourceBundle.getBundle("texts").getString("a");
            texts_de.properties | return ResourceBundle.getBundle("texts", Locale.GERMAN).getString("a");
            """)
    void contentCounts(String name, String body) throws Exception {
        Compiled compiled = svc(body);
        CodeFingerprint before = fingerprint(compiled);
        write(name, "second");
        CodeFingerprint changed = fingerprint(compiled);
        assertThat(changed.hex()).isNotEqualTo(before.hex());
        assertThat(ManifestDiff.between(before.manifest(), changed.manifest()))
                .containsExactly("resource " + name + " changed");
        write(name, "first");
        assertThat(fingerprint(compiled).hex()).isEqualTo(before.hex());
    }

    @Test
    @DisplayName("SPEC 6.9: one that comes or goes is a change; one that nobody names is none")
    void absenceCounts() throws Exception {
        Compiled compiled = svc("return Svc.class.getResourceAsStream(\"/late.csv\");");
        CodeFingerprint before = fingerprint(compiled);
        assertThat(before.manifest()).contains("resource late.csv -> absent");
        write("other.csv", "second");
        assertThat(fingerprint(compiled).hex()).isEqualTo(before.hex());
        write("late.csv", "");
        assertThat(fingerprint(compiled).hex()).isNotEqualTo(before.hex());
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.9: what constants name is known, so it is no finding")
    @ValueSource(
            strings = {
                "return Svc.class.getResourceAsStream(\"/rates.csv\").readAllBytes();",
                "return getClass().getResourceAsStream(\"rates.csv\");",
                "return getClass().getResource(\"/rates.csv\").openStream().readAllBytes();",
                "java.net.URL url = Svc.class.getResource(NAME); return javax.imageio.ImageIO.read(url);",
            })
    void isNoFinding(String body) {
        assertThat(findings(svc(body))).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("SPEC 6.9: what no constant names is I/O")
    @ValueSource(
            strings = {
                "return Svc.class.getResourceAsStream(String.valueOf(hashCode()));",
                "return ((Class<?>) new Object[] {Svc.class}[0]).getResourceAsStream(\"rates.csv\");",
                "return new java.net.URL(\"http://a\").openStream();",
            })
    void isFound(String body) {
        assertThat(findings(svc(body))).extracting(each -> each.kind().code()).containsExactly("io-without-ttl");
    }

    @Test
    @DisplayName("SPEC 6.9: a relative name may mean another package where a subclass lies in one")
    void subclassElsewhereIsFound() {
        Compiled compiled = Compiled.of(java.util.Map.of(
                "app/Svc",
                "package app; public class Svc { Object price() { return getClass().getResourceAsStream(\"rates.csv\"); } }",
                "app/sub/Own",
                "package app.sub; class Own extends app.Svc { }"));
        assertThat(findings(compiled)).hasSize(1);
    }
}
