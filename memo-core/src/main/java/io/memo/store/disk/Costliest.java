package io.memo.store.disk;

import io.memo.store.tier.Costly;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.EntryFormat;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which entries of a method cost most to compute. Only the heads of files are read, of those that were used last: nobody says when
 * a run of the application began, so it is taken to have lasted a day. Ends when the thread is interrupted.
 */
final class Costliest {

    private static final Duration RUN = Duration.ofDays(1);
    /** Names of entries are digests, so the first ones are a fair sample. */
    private static final int MOST_FILES = 2_000;

    private Costliest() {}

    private record Used(Path file, Instant at) {}

    /** Returns so many at most, the costliest first. */
    static List<Costly> of(DirectoryLayout layout, String method, int most) throws IOException {
        List<Used> files = files(layout.entries(method));
        Instant since = files.stream()
                .map(Used::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MAX)
                .minus(RUN);
        PriorityQueue<Costly> costliest = new PriorityQueue<>(Comparator.reverseOrder());
        for (Used each : files) {
            Costly read = each.at().isBefore(since) ? null : read(each.file(), method);
            if (read != null) {
                costliest.add(read);
                if (costliest.size() > most) {
                    costliest.remove();
                }
            }
        }
        return costliest.stream().sorted().toList();
    }

    private static List<Used> files(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.find(
                directory, 2, (path, attributes) -> attributes.isRegularFile() && DirectoryLayout.isEntry(path))) {
            return found.limit(MOST_FILES)
                    .takeWhile(file -> !Thread.currentThread().isInterrupted())
                    .map(Costliest::used)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Used used(Path file) {
        // Of one that is gone meanwhile this is the beginning of time.
        return new Used(file, Instant.ofEpochMilli(file.toFile().lastModified()));
    }

    private static @Nullable Costly read(Path file, String method) {
        if (Thread.currentThread().isInterrupted()) {
            return null;
        }
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            EntryFormat.Head head = EntryFormat.head(in.readNBytes(EntryFormat.HEAD));
            return head == null
                    ? null
                    : new Costly(
                            new TierKey(method, DirectoryLayout.arguments(file), head.key()), head.computedInNanos());
        } catch (IOException e) {
            // Removed meanwhile, or another's: there are others.
            return null;
        }
    }
}
