package io.memo.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file takes from the disk: whole blocks, at least one of 4 KB. So a limit in bytes is one of the number of files, too.
 *
 * @param size of one block
 */
record Blocks(long size) {

    private static final long SMALLEST = 4 << 10;
    private static final long LARGEST = 64 << 10;

    /** Returns those of the disk that the directory lies on. */
    static Blocks of(Path directory) {
        try {
            long told = Files.getFileStore(directory).getBlockSize();
            return new Blocks(Math.max(SMALLEST, Math.min(told, LARGEST)));
        } catch (IOException | UnsupportedOperationException e) {
            return new Blocks(SMALLEST);
        }
    }

    /** Returns how many bytes a file of this length takes. */
    long taken(long length) {
        return Math.max(1, (length + size - 1) / size) * size;
    }
}
