package io.memo.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SPEC 6.7: class files of replaced code")
class CompiledFilesTests {

    private static final long BEGAN = 10_000;

    @TempDir
    Path folder;

    private final CompiledFiles files = new CompiledFiles(BEGAN);
    private Path file;
    private Class<?> type;

    @BeforeEach
    void loadTheClassFromAFolderOfItsOwn() throws Exception {
        String name = Replaced.class.getName();
        file = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (InputStream in = Replaced.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            Files.write(file, in.readAllBytes());
        }
        type = Class.forName(
                name, false, new URLClassLoader(new URL[] {folder.toUri().toURL()}, null));
    }

    @Test
    void fileThatWasWrittenSinceIsWhatRuns() throws IOException {
        write("new", BEGAN + 1_000);

        assertThat(files.newBytes(type)).asString().isEqualTo("new");
    }

    @Test
    @DisplayName("SPEC 6.7: of code that did not come from the class file nobody knows the bytes")
    void fileThatIsAsOldAsTheJvmIsNotWhatRuns() throws IOException {
        write("old", BEGAN - 1_000);

        assertThat(files.newBytes(type)).isNull();
    }

    @Test
    void fileThatWasNotWrittenSinceTheLastLookIsNotWhatRuns() throws IOException {
        write("new", BEGAN + 1_000);
        files.newBytes(type);

        assertThat(files.newBytes(type)).isNull();
    }

    @Test
    void sameBytesThatWereWrittenAnewAreWhatRuns() throws IOException {
        write("new", BEGAN + 1_000);
        files.newBytes(type);

        write("new", BEGAN + 2_000);

        assertThat(files.newBytes(type)).asString().isEqualTo("new");
    }

    @Test
    void fileThatIsGoneIsNotWhatRuns() throws IOException {
        Files.delete(file);

        assertThat(files.newBytes(type)).isNull();
    }

    private void write(String text, long time) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    static final class Replaced {}
}
