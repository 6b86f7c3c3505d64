package io.memo.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Removes entries one by one, as many as go, where they cannot be moved out of sight together. What a folder does not let be deleted is
 * emptied: an empty file is no entry. Links are not followed.
 */
final class Removal {

    private @Nullable IOException refused;

    private Removal() {}

    /**
     * Removes all entries below the directory; one that is not there has none.
     *
     * @throws IOException if some may still be there
     */
    static void below(Path directory) throws IOException {
        Removal removal = new Removal();
        try {
            Files.walkFileTree(directory, removal.new Visitor());
        } catch (NoSuchFileException e) {
            return;
        }
        removal.end();
    }

    /**
     * Removes all entries in the directory whose names match; one that is not there has none.
     *
     * @param names a glob
     * @throws IOException if some may still be there
     */
    static void in(Path directory, String names) throws IOException {
        Removal removal = new Removal();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, names)) {
            entries.forEach(removal::remove);
        } catch (NoSuchFileException e) {
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        removal.end();
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            empty(file, e);
        }
    }

    private void empty(Path file, IOException why) {
        try {
            Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        } catch (NoSuchFileException e) {
            // Somebody else removed it.
            return;
        } catch (IOException e) {
            refused = why;
        }
    }

    private void end() throws IOException {
        if (refused != null) {
            throw refused;
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (DirectoryLayout.isEntry(file)) {
                remove(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!(failure instanceof NoSuchFileException)) {
                refused = failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
