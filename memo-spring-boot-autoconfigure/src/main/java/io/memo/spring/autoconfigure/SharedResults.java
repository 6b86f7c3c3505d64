package io.memo.spring.autoconfigure;

import io.memo.store.Ticker;
import io.memo.store.shared.SharedSettings;
import io.memo.store.shared.SharedStore;
import io.memo.store.shared.SharedTier;
import io.memo.store.tier.Breaker;
import io.memo.store.tier.EntryFormat;
import io.memo.store.tier.Seal;
import io.memo.store.tier.Tier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The place of results that several machines share. */
final class SharedResults {

    private SharedResults() {}

    /**
     * Returns the place in the store.
     *
     * @param properties checked before
     * @param application the name of the application; those with one name share entries
     */
    static Tier in(SharedStore store, MemoProperties.Shared properties, String application) {
        SharedSettings settings =
                new SharedSettings(application, properties.timeToLive(), properties.lease(), properties.maxWait());
        SharedTier tier = new SharedTier(store, settings, Ticker.SYSTEM);
        return new Tier(
                tier,
                new EntryFormat(
                        seal(properties),
                        Math.toIntExact(properties.maxEntrySize().toBytes())),
                Ticker.SYSTEM,
                tier.reads(),
                Breaker.ofWrites(Ticker.SYSTEM),
                properties.minCompute());
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
