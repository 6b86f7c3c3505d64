package io.memo.store.disk;

import io.memo.digest.Digest;
import io.memo.store.Ticker;
import io.memo.store.tier.ByteTier;
import io.memo.store.tier.Costly;
import io.memo.store.tier.NotNowException;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.entry.EntryFormat;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries as files. A file is written beside its place and then moved there, so that under its name it is whole or not at
 * all, whoever is killed meanwhile. Nothing is forced to the disk: after a power cut some files may be damaged, which their
 * readers find out. Any number of processes may use one directory.
 *
 * <p>What is interrupted is not disturbed by reading; streams are used that do not look at the interrupt flag.
 */
public final class DiskTier implements ByteTier {

    /** How old the note of the last use may get; noting each one would cost a write for each. */
    private static final Duration USE_NOTED = Duration.ofHours(1);

    private final DirectoryLayout layout;
    private final Ownership ownership;
    private final Sweep sweep;
    private final Ticker ticker;
    private final int mostBytes;

    private DiskTier(DiskSettings settings, DirectoryLayout layout, Ownership ownership, Ticker ticker) {
        this.layout = layout;
        this.ownership = ownership;
        this.ticker = ticker;
        this.sweep = new Sweep(layout, settings.maxBytes(), settings.maxAge(), ticker);
        this.mostBytes = EntryFormat.mostBytes(settings.maxEntryBytes());
    }

    /**
     * Returns the tier in a directory, which is made if it is missing. Reads no entry and no listing, however many there are.
     *
     * @throws TierRefusedException if the directory cannot be made or somebody else can write to it
     */
    public static DiskTier open(DiskSettings settings, Ticker ticker) throws TierRefusedException {
        DirectoryLayout layout = new DirectoryLayout(settings.directory(), settings.application());
        Ownership ownership = new Ownership(settings.directory());
        ownership.require(settings.directory());
        return new DiskTier(settings, layout, ownership, ticker);
    }

    /** Returns whether the directory holds anything of the application; makes and checks nothing. */
    public static boolean isUsed(DiskSettings settings) {
        return Files.isDirectory(new DirectoryLayout(settings.directory(), settings.application()).entries());
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public byte @Nullable [] get(TierKey key) throws IOException {
        Path file = layout.entry(key);
        byte[] content = read(file);
        if (content != null) {
            noteUse(file);
        }
        return content;
    }

    @Override
    public byte @Nullable [] peek(TierKey key) throws IOException {
        return read(layout.entry(key));
    }

    @Override
    public List<Costly> costliest(String method, int most) throws IOException {
        return Costliest.of(layout, method, most);
    }

    private byte @Nullable [] read(Path file) throws IOException {
        for (boolean again = false; ; again = true) {
            try (FileInputStream in = new FileInputStream(file.toFile())) {
                // What is larger is no entry, and need not be read to know.
                return file.toFile().length() > mostBytes ? new byte[0] : in.readNBytes(mostBytes);
            } catch (FileNotFoundException e) {
                if (!Files.exists(file)) {
                    return null;
                }
                // Another process has just written it; else it is a file that may not be read.
                if (again) {
                    throw e;
                }
            }
        }
    }

    private void noteUse(Path file) {
        try {
            Instant now = ticker.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(USE_NOTED))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // Swept meanwhile, or not ours to change: at worst it is taken for older than it is.
            return;
        }
    }

    @Override
    public boolean put(TierKey key, byte[] entry, @Nullable Instant expires) throws IOException {
        if (Files.exists(layout.entry(key))) {
            return false;
        }
        publish(key, entry);
        return true;
    }

    @Override
    public boolean replace(TierKey key, byte[] entry, @Nullable Instant expires, BooleanSupplier wanted)
            throws IOException {
        if (wanted.getAsBoolean()) {
            publish(key, entry);
            if (!wanted.getAsBoolean()) {
                remove(key);
            }
        }
        return true;
    }

    private void publish(TierKey key, byte[] entry) throws IOException {
        Path file = layout.entry(key);
        if (sweep.isBehind()) {
            throw new NotNowException("the directory is full, and is being swept");
        }
        Path temporary = layout.newTemporary();
        try {
            write(temporary, entry);
            publish(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sweep.wrote(entry.length);
    }

    @Override
    public void upkeep() throws IOException {
        sweep.ifDue();
    }

    private void write(Path temporary, byte[] entry) throws IOException {
        try {
            Files.createFile(temporary, ownership.ofFile());
        } catch (NoSuchFileException e) {
            Files.createDirectories(layout.temporary(), ownership.ofDirectory());
            Files.createFile(temporary, ownership.ofFile());
        }
        try (OutputStream out = new FileOutputStream(temporary.toFile())) {
            out.write(entry);
        }
    }

    private void publish(Path temporary, Path file) throws IOException {
        Files.createDirectories(file.getParent(), ownership.ofDirectory());
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AccessDeniedException e) {
            // Windows: somebody has the file of the same key open, so there is one.
            if (!Files.exists(file)) {
                throw e;
            }
        }
    }

    @Override
    public void remove(TierKey key) throws IOException {
        Files.deleteIfExists(layout.entry(key));
    }

    @Override
    public void clear(String method) throws IOException {
        discard(layout.entries(method));
    }

    @Override
    public void clear(String method, Digest arguments) throws IOException {
        Removal.in(layout.entries(method, TierKey.groupOf(arguments)), DirectoryLayout.prefix(arguments) + "*");
    }

    @Override
    public void clearGroup(String method, int group) throws IOException {
        discard(layout.entries(method, group));
    }

    @Override
    public void clear() throws IOException {
        discard(layout.entries());
    }

    /**
     * Out of everybody's sight at once, in one step; what it holds is deleted by the next sweep, which is due now. A disk that is full
     * lets entries go one by one.
     */
    private void discard(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try {
            moveAway(directory);
        } catch (IOException e) {
            Removal.below(directory);
        }
        sweep.cleared();
    }

    private void moveAway(Path directory) throws IOException {
        Files.createDirectories(layout.trash(), ownership.ofDirectory());
        try {
            Files.move(directory, layout.trash().resolve(UUID.randomUUID().toString()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Another process was first.
            return;
        }
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }
}
