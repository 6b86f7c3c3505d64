package io.memo.spring.autoconfigure;

import io.memo.store.Ticker;
import io.memo.store.disk.DiskNotes;
import io.memo.store.disk.DiskSettings;
import io.memo.store.shared.SharedSettings;
import io.memo.store.shared.SharedStore;
import io.memo.store.shared.SharedTier;
import io.memo.store.tier.Notes;
import io.memo.store.tier.Realm;
import io.memo.store.tier.entry.EntryFormat;
import io.memo.store.tier.entry.Seal;
import io.memo.store.tier.guard.Breaker;
import io.memo.store.tier.guard.Tier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The place of results that several machines share. */
final class SharedResults {

    private SharedResults() {}

    /**
     * Returns the place in the store.
     *
     * @param properties checked before
     * @param application the name of the application; those with one name and one secret share entries
     * @param directory where it is noted what was cleared, null for nowhere
     */
    static Tier in(SharedStore store, MemoProperties.Shared properties, String application, @Nullable Path directory) {
        SharedSettings settings =
                new SharedSettings(application, properties.timeToLive(), properties.lease(), properties.maxWait());
        Seal seal = seal(properties);
        SharedTier tier = new SharedTier(
                store, settings, seal.realms(), notes(directory, application, seal.realms()), Ticker.SYSTEM);
        return new Tier(
                tier,
                new EntryFormat(seal, Math.toIntExact(properties.maxEntrySize().toBytes())),
                Ticker.SYSTEM,
                tier.reads(),
                Breaker.ofWrites(Ticker.SYSTEM),
                properties.minCompute());
    }

    private static Notes notes(@Nullable Path directory, String application, List<Realm> realms) {
        return directory == null
                ? Notes.NONE
                : DiskNotes.in(
                        DiskSettings.of(directory, application), realms.get(0).name());
    }

    private static Seal seal(MemoProperties.Shared properties) {
        if (properties.unsigned()) {
            return Seal.checksum();
        }
        List<byte[]> secrets = Stream.concat(
                        Stream.of(Objects.requireNonNull(properties.secret())), properties.acceptedSecrets().stream())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        return Seal.signature(secrets);
    }
}
