package io.memo.store.disk;

import io.memo.digest.Digest;
import io.memo.digest.FramedSink;
import io.memo.store.tier.TierKey;
import io.memo.store.tier.entry.EntryFormat;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where files lie, and which are memo's.
 *
 * <pre>
 * directory/memo-v2/apps/application/method/aa/32-64 digits an entry, by its arguments and its key; aa is their group
 * directory/memo-v2/notes/application/name                  what is known of clears elsewhere
 * directory/memo-v2/tmp/uuid                                one that is being written
 * directory/memo-v2/trash/uuid/…                            what was cleared
 * directory/memo-v2/sweep.lock
 * </pre>
 */
record DirectoryLayout(Path directory, String application) {

    private static final String VERSION = "memo-v";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSIONED = Pattern.compile("memo-v\\d{1,4}");
    /** Those of before arguments had a name are swept too. */
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{32}-)?[0-9a-f]{64}");

    private static final int ARGUMENT_DIGITS = 32;
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

    /** Where the entries of a group of arguments lie. */
    Path entries(String method, int group) {
        return entries(method).resolve("%02x".formatted(group));
    }

    Path entry(TierKey key) {
        return entries(key.method(), key.group())
                .resolve(prefix(key.arguments()) + key.digest().hex());
    }

    /** How the names begin of all entries of these arguments. */
    static String prefix(Digest arguments) {
        return arguments.hex().substring(0, ARGUMENT_DIGITS) + "-";
    }

    /** Returns of the arguments of an entry what its name holds: enough to find it. */
    static Digest arguments(Path entry) {
        String name = entry.getFileName().toString();
        return new Digest(
                Long.parseUnsignedLong(name, 0, ARGUMENT_DIGITS / 2, 16),
                Long.parseUnsignedLong(name, ARGUMENT_DIGITS / 2, ARGUMENT_DIGITS, 16),
                0,
                0);
    }

    Path temporary() {
        return version().resolve("tmp");
    }

    /** A number of its own, for processes in containers that share a volume all have the id 1. */
    Path newTemporary() {
        return temporary().resolve(UUID.randomUUID().toString());
    }

    Path notes(String name) {
        return version().resolve("notes").resolve(fileName(application)).resolve(fileName(name));
    }

    Path notesLock() {
        return version().resolve("notes").resolve(fileName(application)).resolve("--lock");
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
