package io.memo.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.hash.StructuralHasher;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

@DisplayName("SPEC 6.9, issue 13.9: resources of Spring's as values")
class ResourceValuesTests {

    private static final StructuralHasher HASHER = StructuralHasher.create();

    @TempDir
    private Path folder;

    private Resource onClassPath(String release, String content) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(release));
        Files.writeString(classes.resolve("rates.csv"), content);
        return new ClassPathResource(
                "rates.csv", new URLClassLoader(new URL[] {classes.toUri().toURL()}, null));
    }

    private static String digest(Object value) {
        return HASHER.digest(value).hex();
    }

    @Test
    void oneOfTheClassPathIsItsNameAndContent() throws IOException {
        String first = digest(onClassPath("1", "a"));
        assertThat(digest(onClassPath("2", "a"))).isEqualTo(first);
        assertThat(digest(onClassPath("3", "b"))).isNotEqualTo(first);
        assertThat(digest(new ClassPathResource("missing.csv")))
                .isNotEqualTo(digest(new ClassPathResource("other.csv")));
        assertThat(digest(new ClassPathResource("java/lang/Object.class")))
                .isEqualTo(digest(new ClassPathResource("/java/lang/Object.class")))
                .isEqualTo(digest(new ClassPathResource("Object.class", Object.class)));
    }

    @Test
    void oneOfAnArchiveIsItsUrlAndContent() throws IOException {
        Path jar = folder.resolve("app.jar");
        URL url = new URL("jar:" + jar.toUri() + "!/rates.csv");
        write(jar, "a");
        String first = digest(new UrlResource(url));
        assertThat(digest(new UrlResource(url))).isEqualTo(first);
        write(jar, "b");
        assertThat(digest(new UrlResource(url))).isNotEqualTo(first);
    }

    private static void write(Path jar, String content) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("rates.csv"));
            out.write(content.getBytes());
        }
    }

    @Test
    void aFileIsItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "a");
        String byPath = digest(new FileSystemResource(file));
        String byUrl = digest(new UrlResource(file.toUri()));
        Files.writeString(file, "b");
        assertThat(digest(new FileSystemResource(file))).isEqualTo(byPath);
        assertThat(digest(new UrlResource(file.toUri()))).isEqualTo(byUrl);
        assertThat(digest(new FileSystemResource(new File("other")))).isNotEqualTo(byPath);
    }

    @Test
    @DisplayName("SPEC 4.12: reading one changes nothing")
    void readingChangesNothing() throws IOException {
        UrlResource resource = new UrlResource("http://localhost/a/../b");
        String before = digest(resource);
        assertThat(resource.hashCode()).isNotZero();
        assertThat(resource.getFilename()).isEqualTo("b");
        assertThat(digest(resource)).isEqualTo(before);
    }
}
