package io.memo.store.disk;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.tier.EntryFormat;
import io.memo.store.tier.TierKey;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where files lie, and which are memo's.
 *
 * <pre>
 * directory/memo-v1/apps/application/method/aa/64 digits    an entry; aa are the first two digits
 * directory/memo-v1/tmp/uuid                                one that is being written
 * directory/memo-v1/trash/uuid/…                            what was cleared
 * directory/memo-v1/sweep.lock
 * </pre>
 */
record Layout(Path directory, String application) {

    private static final String VERSION = "memo-v";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSIONED = Pattern.compile("memo-v\\d{1,4}");
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._-]");
    private static final int MOST = 80;

    Path version() {
        return directory.resolve(VERSION + EntryFormat.VERSION);
    }

    Path entries() {
        return version().resolve("apps").resolve(fileName(application));
    }

    Path entries(String method) {
        return entries().resolve(fileName(method));
    }

    Path entry(TierKey key) {
        String name = key.digest().hex();
        return entries(key.method()).resolve(name.substring(0, 2)).resolve(name);
    }

    Path temporary() {
        return version().resolve("tmp");
    }

    /** A number of its own, for processes in containers that share a volume all have the id 1. */
    Path newTemporary() {
        return temporary().resolve(UUID.randomUUID().toString());
    }

    Path trash() {
        return version().resolve("trash");
    }

    Path lock() {
        return version().resolve("sweep.lock");
    }

    /** Returns whether the directory was made by this version of memo, or by another one. */
    static boolean isVersion(Path path) {
        return VERSIONED.matcher(path.getFileName().toString()).matches();
    }

    static boolean isEntry(Path path) {
        return ENTRY.matcher(path.getFileName().toString()).matches();
    }

    /** Returns the name itself if it can be that of a file everywhere, else something like it that no other name gives. */
    static String fileName(String name) {
        if (PLAIN.matcher(name).matches() && !name.contains("--")) {
            return name;
        }
        Digest digest = new FramedSink().putString(name).digest();
        String start = NOT_PLAIN.matcher(name).replaceAll("_");
        return "x" + start.substring(0, Math.min(MOST, start.length())) + "--" + digest.shortHex();
    }
}
