package io.memo.spring.autoconfigure;

import io.memo.InvalidMemoizeException;
import io.memo.spring.autoconfigure.parts.UserCacheDirectory;
import io.memo.store.Ticker;
import io.memo.store.disk.DiskSettings;
import io.memo.store.disk.DiskTier;
import io.memo.store.handover.Handover;
import io.memo.store.handover.HandoverPlace;
import io.memo.store.tier.MemoCodec;
import io.memo.store.tier.TierRefusedException;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.LeftPlaces;
import io.memo.store.tier.guard.Tier;
import io.memo.store.tier.guard.TierWriter;
import io.memo.store.tier.method.Tiers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of results that outlive the process. Nothing is made, not even a directory, before a method asks for it. Where the
 * directory cannot be used the reason is logged and the application runs on memory. Safe for use by several threads.
 */
final class PersistedResults implements Supplier<Tiers>, LeftPlaces, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private final MemoProperties.Persist properties;
    private final String application;
    private final MemoCodec codec;
    private final Supplier<@Nullable Tier> sharing;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Tiers tiers;
    private @Nullable List<Tier> disk;
    private @Nullable List<Tier> shared;
    private @Nullable Tier leftOnDisk;

    /**
     * @param properties where and how much
     * @param application the name of the application; those with one name share entries
     * @param codec turns results into bytes and back
     * @param sharing makes the place that several machines share, or gives null if there is none
     */
    PersistedResults(
            MemoProperties.Persist properties, String application, MemoCodec codec, Supplier<@Nullable Tier> sharing) {
        this.properties = properties;
        this.application = application;
        this.codec = codec;
        this.sharing = sharing;
    }

    @Override
    public Tiers get() {
        lock.lock();
        try {
            if (tiers == null) {
                tiers = new Tiers(this::disk, shared(), TierWriter.ofHeap(), application, codec);
            }
            return tiers;
        } finally {
            lock.unlock();
        }
    }

    private List<Tier> shared() {
        if (shared == null) {
            Tier place = made("shared", sharing);
            shared = place == null ? List.of() : List.of(place);
        }
        return shared;
    }

    @Override
    public List<Tier> besides(boolean persist, boolean share) {
        lock.lock();
        try {
            List<Tier> left = new ArrayList<>();
            if (!persist) {
                left.addAll(leftOnDisk());
            }
            if (!share && shared != null) {
                left.addAll(shared);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Without a word, for nothing is going to be kept there; and only where there is something of this application. */
    private List<Tier> leftOnDisk() {
        if (disk != null) {
            return disk;
        }
        Path directory = directory();
        if (leftOnDisk == null && directory != null && DiskTier.isUsed(settings(directory))) {
            try {
                leftOnDisk = tier(directory);
            } catch (TierRefusedException e) {
                // What lies there is not read either.
                return List.of();
            }
        }
        return leftOnDisk == null ? List.of() : List.of(leftOnDisk);
    }

    /** Returns what hands results over to the next start in this process, by the same codec; to be closed by the caller. */
    Handover handover(HandoverPlace place) {
        return new Handover(place, application, codec, Ticker.SYSTEM);
    }

    private List<Tier> disk() {
        lock.lock();
        try {
            if (disk == null) {
                Tier place = made("disk", this::open);
                disk = place == null ? List.of() : List.of(place);
            }
            return disk;
        } finally {
            lock.unlock();
        }
    }

    /** A place that cannot be made takes nothing else with it. */
    private static @Nullable Tier made(String name, Supplier<@Nullable Tier> making) {
        try {
            return making.get();
        } catch (InvalidMemoizeException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            log.error(
                    "Nothing is kept in the {} tier, for it cannot be made. If a class or a method is missing, a library on the"
                            + " class path has another version than memo works with; docs/versions.md of memo lists those that"
                            + " work.",
                    name,
                    e);
            return null;
        }
    }

    private @Nullable Path directory() {
        return directory(properties);
    }

    /** Returns where files lie, or null if there is no such place. */
    static @Nullable Path directory(MemoProperties.Persist properties) {
        return properties.directory() != null ? properties.directory() : UserCacheDirectory.find();
    }

    private DiskSettings settings(Path directory) {
        return new DiskSettings(
                directory, application, properties.maxSize().toBytes(), properties.maxAge(), maxEntryBytes());
    }

    private int maxEntryBytes() {
        return Math.toIntExact(properties.maxEntrySize().toBytes());
    }

    private @Nullable Tier open() {
        Path directory = directory();
        if (directory == null) {
            log.warn("Nothing is kept on disk, for the user that the application runs as has no home directory: set"
                    + " memo.persist.directory.");
            return null;
        }
        try {
            Tier files = tier(directory);
            log.info(
                    "Results of methods with persist = true are kept in {} for the application '{}'.",
                    directory.toAbsolutePath(),
                    application);
            return files;
        } catch (TierRefusedException e) {
            log.warn("{} The property is memo.persist.directory.", e.getMessage());
            return null;
        }
    }

    private Tier tier(Path directory) throws TierRefusedException {
        return new Tier(
                DiskTier.open(settings(directory), Ticker.SYSTEM),
                new EntryFormat(Seal.checksum(), maxEntryBytes()),
                Ticker.SYSTEM,
                Breaker.ofMachine(Ticker.SYSTEM),
                Breaker.ofMachine(Ticker.SYSTEM),
                properties.minCompute());
    }

    /** Writes what still waits, for at most two seconds. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (tiers != null) {
                tiers.writer().close();
            }
            if (disk != null) {
                disk.forEach(Tier::close);
            }
            if (shared != null) {
                shared.forEach(Tier::close);
            }
        } finally {
            lock.unlock();
        }
    }
}
