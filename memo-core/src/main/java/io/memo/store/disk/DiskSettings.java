package io.memo.store.disk;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where entries lie and how many.
 *
 * @param directory made if it is missing; only files below {@code memo-v…} in it are ever touched
 * @param application the name of the application; those with one name share entries
 * @param maxBytes about how many bytes all entries in the directory have at most, positive
 * @param maxAge how long an entry is kept that nobody uses, positive
 * @param maxEntryBytes the most bytes that one result may have, positive
 */
public record DiskSettings(Path directory, String application, long maxBytes, Duration maxAge, int maxEntryBytes) {

    /** How many bytes all entries have at most, unless told otherwise: 1 GB. */
    public static final long DEFAULT_MAX_BYTES = 1L << 30;

    /** How long an entry is kept that nobody uses, unless told otherwise. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofDays(30);

    /** The most bytes that one result may have, unless told otherwise: 64 MB. */
    public static final int DEFAULT_MAX_ENTRY_BYTES = 64 << 20;

    public DiskSettings {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max-size is %d bytes; it must be positive".formatted(maxBytes));
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("max-age is %s; it must be positive".formatted(maxAge));
        }
        if (maxEntryBytes < 1) {
            throw new IllegalArgumentException(
                    "max-entry-size is %d bytes; it must be positive".formatted(maxEntryBytes));
        }
    }

    /** Returns the settings of a directory with all limits as they are by default. */
    public static DiskSettings of(Path directory, String application) {
        return new DiskSettings(directory, application, DEFAULT_MAX_BYTES, DEFAULT_MAX_AGE, DEFAULT_MAX_ENTRY_BYTES);
    }
}
