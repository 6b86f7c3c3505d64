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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;

/** The place of results that several machines share. */
final class SharedResults {

    private static final Logger log = LoggerFactory.getLogger("io.memo.store");

    private SharedResults() {}

    /**
     * Returns the store, or null if there is none or a library has another version than it works with.
     *
     * @throws BeansException if it cannot be made for a reason that the application's configuration can mend
     */
    static @Nullable SharedStore store(ObjectProvider<SharedStore> stores) {
        try {
            return stores.getIfAvailable();
        } catch (BeanCreationException e) {
            if (!e.contains(LinkageError.class)) {
                throw e;
            }
            log.error(
                    "Results are not shared, for the store cannot be made: a library on the class path has another version than"
                            + " memo works with. docs/versions.md of memo lists those that work.",
                    e);
            return null;
        }
    }

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
