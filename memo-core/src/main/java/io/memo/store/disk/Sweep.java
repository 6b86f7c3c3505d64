package io.memo.store.disk;

import io.memo.store.Ticker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is too much, too old or left over, of all applications and versions in the directory: entries least recently
 * used first. One process sweeps at a time, and only what memo itself has made; what vanishes meanwhile is no failure.
 *
 * <p>Due after every 5 % of the limit that this process has written, and 10 minutes after the last time. Entries are removed
 * down to 75 % of the limit as soon as they pass 85 %, so that two processes which have just not swept stay below it.
 */
final class Sweep {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration UNFINISHED = Duration.ofHours(1);
    private static final long ONE_IN = 20;
    private static final double PASSED = 0.85;
    private static final double KEPT = 0.75;

    private final Layout layout;
    private final long most;
    private final Duration maxAge;
    private final Ticker ticker;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    Sweep(Layout layout, long most, Duration maxAge, Ticker ticker) {
        this.layout = layout;
        this.most = most;
        this.maxAge = maxAge;
        this.ticker = ticker;
    }

    private record Found(Path path, long size, Instant used) {}

    void wrote(long bytes) {
        written.addAndGet(bytes);
    }

    /** Notes that there is something to delete. */
    void cleared() {
        last.set(null);
    }

    void ifDue() throws IOException {
        Long before = last.get();
        Long now = ticker.nanos();
        boolean byBytes = written.get() > most / ONE_IN;
        if ((byBytes || before == null || now - before >= PAUSE.toNanos()) && run(byBytes)) {
            last.set(now);
        }
    }

    /**
     * Returns whether it was done.
     *
     * @param wait whether to wait while another process sweeps: what this one writes meanwhile would pass the limit
     */
    private boolean run(boolean wait) throws IOException {
        long counted = written.get();
        try (FileChannel channel =
                        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = wait ? channel.lock() : channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            sweep(ticker.now());
            written.addAndGet(-counted);
            return true;
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Another thread is at it, or there is nothing to sweep.
            return false;
        }
    }

    private void sweep(Instant now) throws IOException {
        List<Found> entries = new ArrayList<>();
        for (Path version : children(layout.directory())) {
            if (Layout.isVersion(version)) {
                for (Found found : filesBelow(version.resolve("apps"))) {
                    if (Layout.isEntry(found.path())) {
                        entries.add(found);
                    }
                }
                for (Found unfinished : filesBelow(version.resolve("tmp"))) {
                    deleteIfOlder(unfinished, now.minus(UNFINISHED));
                }
                for (Path cleared : children(version.resolve("trash"))) {
                    deleteTree(cleared);
                }
            }
        }
        entries.removeIf(entry -> deleteIfOlder(entry, now.minus(maxAge)));
        trim(entries);
    }

    private void trim(List<Found> entries) {
        long total = entries.stream().mapToLong(Found::size).sum();
        if (total <= most * PASSED) {
            return;
        }
        entries.sort(Comparator.comparing(Found::used));
        for (Found entry : entries) {
            if (total <= most * KEPT) {
                return;
            }
            if (delete(entry.path())) {
                total -= entry.size();
            }
        }
    }

    private static boolean deleteIfOlder(Found file, Instant limit) {
        return file.used().isBefore(limit) && delete(file.path());
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            // Open elsewhere, or not ours: it stays for the next sweep.
            return false;
        }
    }

    /** Deletes what is below, as far as it goes; the rest goes with the next sweep. Links are not followed. */
    private static void deleteTree(Path directory) {
        walk(directory, (file, attributes) -> delete(file), Sweep::delete);
    }

    private static List<Path> children(Path directory) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            // Not there, or no longer: then it has no children.
            return children;
        }
        return children;
    }

    private static List<Found> filesBelow(Path directory) {
        List<Found> files = new ArrayList<>();
        walk(
                directory,
                (file, attributes) -> {
                    if (attributes.isRegularFile()) {
                        files.add(new Found(
                                file,
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant()));
                    }
                },
                visited -> {});
        return files;
    }

    /** Shows all files below the directory, and each directory after what is in it. */
    private static void walk(Path directory, BiConsumer<Path, BasicFileAttributes> onFile, Consumer<Path> onDirectory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    onFile.accept(file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                    onDirectory.accept(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Nothing above throws one, and what cannot be seen is left for the next sweep.
            return;
        }
    }
}
