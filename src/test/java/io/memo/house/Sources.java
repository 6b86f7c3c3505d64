package io.memo.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository, for rules about what bytecode does not hold. */
final class Sources {

    private static final Path ROOT = root();
    private static final List<Path> JAVA = walk();

    private Sources() {}

    /** Asks where this class lies: tests are also discovered in Maven's own process, which works in another directory. */
    private static Path root() {
        try {
            Path classes = Path.of(Sources.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String page(String path) {
        return read(ROOT.resolve(path));
    }

    /** Returns all Java sources, those that are built by tests aside. */
    static List<Path> java() {
        return JAVA;
    }

    private static List<Path> walk() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text above a package, without what makes it a comment. */
    static String textOfPackage(String name) {
        String end = name.replace('.', '/') + "/package-info.java";
        String source = java().stream()
                .filter(file -> file.toString().endsWith("/java/" + end))
                .findFirst()
                .map(Sources::read)
                .orElse("");
        return source.replaceAll("(?s)^/\\*\\*|\\*/.*", "")
                .replaceAll("(?m)^ \\* ?", "")
                .strip();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
