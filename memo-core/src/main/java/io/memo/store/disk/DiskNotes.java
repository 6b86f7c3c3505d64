package io.memo.store.disk;

import io.memo.store.tier.Notes;
import io.memo.store.tier.TierRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/**
 * Notes in a file beside the entries, which no clear and no sweep removes. Replaced as a whole, one process at a time; damage counts as
 * if nothing was noted.
 */
public final class DiskNotes implements Notes {

    private static final int MOST_BYTES = 64 << 20;
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final DirectoryLayout layout;
    private final Ownership ownership;
    private final Path file;

    private DiskNotes(DirectoryLayout layout, Ownership ownership, String name) {
        this.layout = layout;
        this.ownership = ownership;
        this.file = layout.notes(name);
    }

    /**
     * Returns the notes in a directory. Makes and checks nothing before something is noted.
     *
     * @param name tells them from other notes of the application
     */
    public static DiskNotes in(DiskSettings settings, String name) {
        DirectoryLayout layout = new DirectoryLayout(settings.directory(), settings.application());
        return new DiskNotes(layout, new Ownership(settings.directory()), name);
    }

    @Override
    public Map<String, String> read() throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        requireOwn();
        return decode(bytes());
    }

    private byte[] bytes() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    @Override
    public boolean change(UnaryOperator<Map<String, String>> change, boolean needed) throws IOException {
        if (!needed && !Files.exists(file) && !Files.isDirectory(layout.entries())) {
            return false;
        }
        // A channel would be closed by an interrupt, which has nothing to do with this.
        boolean interrupted = Thread.interrupted();
        // The system's locks are those of processes, not of threads.
        IN_PROCESS.lock();
        try {
            requireOwn();
            Files.createDirectories(file.getParent(), ownership.ofDirectory());
            locked(change, needed);
            return true;
        } finally {
            IN_PROCESS.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void locked(UnaryOperator<Map<String, String>> change, boolean needed) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(layout.notesLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                replace(encode(change.apply(decode(bytes()))), needed);
            }
        }
    }

    private void requireOwn() throws IOException {
        try {
            ownership.require(layout.directory());
        } catch (TierRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void replace(byte[] content, boolean forced) throws IOException {
        Files.createDirectories(layout.temporary(), ownership.ofDirectory());
        Path temporary = Files.createFile(layout.newTemporary(), ownership.ofFile());
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                // What nobody else knows has to outlive a power cut.
                if (forced) {
                    out.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte[] encode(Map<String, String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(lines.size());
        for (Map.Entry<String, String> line : lines.entrySet()) {
            out.writeUTF(line.getKey());
            out.writeUTF(line.getValue());
        }
        out.writeInt(checksum(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static Map<String, String> decode(byte[] content) {
        int end = content.length - Integer.BYTES;
        if (end < 0 || ByteBuffer.wrap(content).getInt(end) != checksum(Arrays.copyOf(content, end))) {
            return Map.of();
        }
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content, 0, end));
            Map<String, String> lines = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                lines.put(in.readUTF(), in.readUTF());
            }
            return lines;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static int checksum(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }
}
