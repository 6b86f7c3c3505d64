package io.memo.store.disk;

import io.memo.store.tier.TierRefusedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Who may write to a directory. What lies in it is read as this application's own results, so it must be nobody else's.
 * Where the file system knows no owners and permissions as POSIX has them, nothing is checked or set.
 */
final class Ownership {

    private static final Set<PosixFilePermission> OWN_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWN_FILE = PosixFilePermissions.fromString("rw-------");

    private final boolean posix;

    Ownership(Path directory) {
        posix = directory.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Returns what a new directory is made with. */
    FileAttribute<?>[] ofDirectory() {
        return posix ? attributes(OWN_DIRECTORY) : new FileAttribute<?>[0];
    }

    /** Returns what a new file is made with. */
    FileAttribute<?>[] ofFile() {
        return posix ? attributes(OWN_FILE) : new FileAttribute<?>[0];
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /**
     * Makes sure that there is such a directory and that only this user can write to it.
     *
     * @throws TierRefusedException if it cannot be made, or others can write to it
     */
    void require(Path directory) throws TierRefusedException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, ofDirectory());
            }
            if (posix) {
                requireOwn(directory);
            }
        } catch (FileAlreadyExistsException e) {
            throw refused(directory, "is no directory", "name another one");
        } catch (IOException e) {
            throw refused(directory, "cannot be used (" + e + ")", "make it, or name another one");
        }
    }

    private static void requireOwn(Path directory) throws IOException, TierRefusedException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(
                    directory,
                    "can be written by others (" + PosixFilePermissions.toString(permissions) + ")",
                    "chmod 700 it");
        }
        if (!Files.getAttribute(directory, "unix:uid").equals(ownId())) {
            throw refused(
                    directory,
                    "belongs to another user (" + Files.getOwner(directory).getName() + ")",
                    "name a directory of the user that the application runs as");
        }
    }

    /** A user need not have a name, as in many containers; a new file tells the number. */
    private static Object ownId() throws IOException {
        Path probe = Files.createTempFile("memo", "probe");
        try {
            return Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static TierRefusedException refused(Path directory, String why, String remedy) {
        return new TierRefusedException(
                "Nothing is kept on disk, for the directory %s %s. It must belong to the user that the application runs as,"
                                .formatted(directory.toAbsolutePath(), why)
                        + " and nobody else may write to it: " + remedy + ".");
    }
}
