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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is too much, too old or left over, of all applications and versions in the directory: entries least recently
 * used first. One process sweeps at a time, and only what memo itself has made; what vanishes meanwhile is no failure. No list is
 * made of what there is: files are counted by age, and those that are too old by that count are removed in a second pass.
 *
 * <p>Due after every 5 % of the limit that this process has written, and 10 minutes after the last time. Entries are removed
 * down to 70 % of the limit as soon as they pass 80 %, and who has written 10 % since is behind, so that two processes which
 * have just not swept stay below it.
 */
final class Sweep {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration UNFINISHED = Duration.ofHours(1);
    private static final long ONE_IN = 20;
    private static final double PASSED = 0.80;
    private static final double KEPT = 0.70;

    private final DirectoryLayout layout;
    private final Blocks blocks;
    private final long most;
    private final Duration maxAge;
    private final Ticker ticker;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

    Sweep(DirectoryLayout layout, long most, Duration maxAge, Ticker ticker) {
        this.layout = layout;
        this.blocks = Blocks.of(layout.directory());
        this.most = most;
        this.maxAge = maxAge;
        this.ticker = ticker;
    }

    void wrote(long bytes) {
        written.addAndGet(blocks.taken(bytes));
    }

    /** Returns whether more was written than others can make room for: until it has run, nothing should be. */
    boolean isBehind() {
        return written.get() > 2 * most / ONE_IN;
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

    private void sweep(Instant now) {
        Ages ages = new Ages(now);
        forEachVersion(version -> {
            eachEntry(version, (file, attributes) -> {
                if (!deleteIfOlder(file, attributes, now.minus(maxAge))) {
                    ages.add(used(attributes), blocks.taken(attributes.size()));
                }
            });
            walk(version.resolve("tmp"), (file, attributes) -> deleteIfOlder(file, attributes, now.minus(UNFINISHED)));
            children(version.resolve("trash"), Sweep::deleteTree);
        });
        if (ages.total() > most * PASSED) {
            Ages.Oldest oldest = ages.oldest(ages.total() - (long) (most * KEPT));
            forEachVersion(version -> eachEntry(version, (file, attributes) -> {
                if (oldest.take(used(attributes), blocks.taken(attributes.size()))) {
                    delete(file);
                }
            }));
        }
    }

    private void forEachVersion(Consumer<Path> action) {
        children(layout.directory(), child -> {
            if (DirectoryLayout.isVersion(child)) {
                action.accept(child);
            }
        });
    }

    private static void eachEntry(Path version, BiConsumer<Path, BasicFileAttributes> action) {
        walk(version.resolve("apps"), (file, attributes) -> {
            if (attributes.isRegularFile() && DirectoryLayout.isEntry(file)) {
                action.accept(file, attributes);
            }
        });
    }

    private static Instant used(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant();
    }

    private static boolean deleteIfOlder(Path file, BasicFileAttributes attributes, Instant limit) {
        return attributes.isRegularFile() && used(attributes).isBefore(limit) && delete(file);
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

    private static void children(Path directory, Consumer<Path> action) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(action);
        } catch (IOException | DirectoryIteratorException e) {
            // Not there, or no longer: then it has no children.
            return;
        }
    }

    private static void walk(Path directory, BiConsumer<Path, BasicFileAttributes> onFile) {
        walk(directory, onFile, visited -> {});
    }

    /** Shows all files below the directory, and each directory after what is in it; ends when the thread is interrupted. */
    private static void walk(Path directory, BiConsumer<Path, BasicFileAttributes> onFile, Consumer<Path> onDirectory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    onFile.accept(file, attributes);
                    return Thread.currentThread().isInterrupted()
                            ? FileVisitResult.TERMINATE
                            : FileVisitResult.CONTINUE;
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
