package io.memo.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Packs compiled classes the way builds do. */
final class Jars {

    private Jars() {}

    /** The class path of the tests, that is of the starter. */
    static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** Packs a folder into a plain jar. */
    static Path plain(Path folder, Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(each).toString().replace(File.separatorChar, '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(each, out);
                    out.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /** Packs a plain jar and its libraries into an executable jar, as Boot's build plugins do. */
    static Path executable(Path plain, String mainClass, Path jar, Path... ownLibraries) {
        List<Path> libraries = new ArrayList<>(List.of(ownLibraries));
        int number = 0;
        for (Path library : libraries()) {
            libraries.add(
                    Files.isDirectory(library)
                            ? plain(library, jar.resolveSibling("folder-" + number++ + ".jar"))
                            : library);
        }
        Repackager repackager = new Repackager(plain.toFile());
        repackager.setMainClass(mainClass);
        repackager.setBackupSource(false);
        try {
            repackager.repackage(jar.toFile(), callback -> {
                for (Path library : libraries) {
                    callback.library(
                            new Library(null, library.toFile(), LibraryScope.COMPILE, null, false, false, true));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
