package io.memo.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a directory. */
final class Entries {

    private Entries() {}

    static List<Path> of(Path directory) {
        return files(directory).stream().filter(DirectoryLayout::isEntry).toList();
    }

    static Path only(Path directory) {
        List<Path> all = of(directory);
        if (all.size() != 1) {
            throw new AssertionError("There is not one entry: " + all);
        }
        return all.get(0);
    }

    /** All that is no entry and not the lock. */
    static List<Path> others(Path directory) {
        return files(directory).stream()
                .filter(file -> !DirectoryLayout.isEntry(file) && !file.endsWith("sweep.lock"))
                .toList();
    }

    static long bytes(Path directory) {
        return of(directory).stream().mapToLong(Entries::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException | IOException e) {
            // Removed while it was looked at.
            return files(directory);
        }
    }
}
