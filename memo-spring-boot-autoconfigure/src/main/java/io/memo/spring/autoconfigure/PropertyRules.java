package io.memo.spring.autoconfigure;

import io.memo.InvalidMemoizeException;
import io.memo.size.ByteLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/** What values properties may have, beyond their types. */
final class PropertyRules {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]+}");
    private static final Pattern PACKAGE = Pattern.compile(
            "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private static final DataSize LARGEST_SHARED = DataSize.ofMegabytes(8);
    private static final int SHORTEST_SECRET = 16;

    private PropertyRules() {}

    /**
     * Boot explains both exceptions when it fails to start; the second one shows no value.
     *
     * @throws InvalidConfigurationPropertyValueException if a value is out of range
     * @throws InvalidMemoizeException if results are to be shared without a good secret
     */
    static void check(MemoProperties properties) {
        atLeastOne("memo.max-entries", properties.maxEntries());
        bytes(properties);
        atLeastOne("memo.hash.max-nodes", properties.hash().maxNodes());
        positive("memo.wait-timeout", properties.waitTimeout());
        positive("memo.log-slow-after", properties.logSlowAfter());
        atLeastOne("memo.refresh.threads", properties.refresh().threads());
        atLeastOne("memo.refresh.queue-capacity", properties.refresh().queueCapacity());
        if (!PATH.matcher(properties.console().path()).matches()) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.console.path",
                    properties.console().path(),
                    "It must begin with a slash, not end with one, and hold letters, digits and . _ ~ - between them.");
        }
        MemoProperties.Persist persist = properties.persist();
        atLeastOne("memo.persist.max-size", persist.maxSize().toBytes());
        atLeastOne("memo.persist.max-entry-size", persist.maxEntrySize().toBytes());
        if (persist.maxEntrySize().toBytes() > Integer.MAX_VALUE) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.persist.max-entry-size", persist.maxEntrySize(), "It must be less than 2 GB.");
        }
        positive("memo.persist.max-age", persist.maxAge());
        notNegative("memo.persist.min-compute", persist.minCompute());
        check(properties.shared());
        atLeastOne("memo.warm-up.threads", properties.warmUp().threads());
        positive("memo.warm-up.timeout", properties.warmUp().timeout());
        if (properties.warmUp().persisted() < 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.warm-up.persisted",
                    properties.warmUp().persisted(),
                    "It must not be negative; 0 reads nothing.");
        }
        properties.identities().forEach((bean, identity) -> resolved("memo.identities." + bean, identity));
        for (String name : properties.packages()) {
            if (!PACKAGE.matcher(name).matches()) {
                throw new InvalidConfigurationPropertyValueException(
                        "memo.packages",
                        name,
                        "It must be the name of a package, such as com.acme; sub-packages are included.");
            }
        }
    }

    /**
     * Returns how many bytes the results of all methods may take together, or null for no limit.
     *
     * @throws InvalidConfigurationPropertyValueException if the property is no such limit
     */
    static @Nullable Long bytes(MemoProperties properties) {
        String written = properties.maxBytes();
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            return ByteLimit.parse(written);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.max-bytes",
                    written,
                    "It must be a size such as 64MB, or a share of the heap such as 10%.",
                    e);
        }
    }

    private static void check(MemoProperties.Shared shared) {
        positive("memo.shared.deadline", shared.deadline());
        positive("memo.shared.time-to-live", shared.timeToLive());
        positive("memo.shared.lease", shared.lease());
        positive("memo.shared.max-wait", shared.maxWait());
        notNegative("memo.shared.min-compute", shared.minCompute());
        atLeastOne("memo.shared.max-entry-size", shared.maxEntrySize().toBytes());
        if (shared.maxEntrySize().compareTo(LARGEST_SHARED) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.shared.max-entry-size",
                    shared.maxEntrySize(),
                    "It must be at most 8MB: larger ones hold up all others on the way to the store.");
        }
        if (shared.enabled() && !shared.unsigned()) {
            if (shared.secret() == null || shared.secret().isEmpty()) {
                throw new InvalidMemoizeException(
                        "memo.shared.enabled=true, but memo.shared.secret is not set, so entries of others could not be told from"
                                + " forged ones.",
                        "Set memo.shared.secret to the same random text of at least 16 bytes on all machines, or accept whatever is in"
                                + " the store by memo.shared.unsigned=true.");
            }
            secret("memo.shared.secret", shared.secret());
            shared.acceptedSecrets().forEach(secret -> secret("memo.shared.accepted-secrets", secret));
        }
    }

    /** Spring Boot leaves a placeholder without a value as it is written; it would be the same text wherever the application runs. */
    private static void resolved(String name, String value) {
        if (PLACEHOLDER.matcher(value).find()) {
            throw new InvalidConfigurationPropertyValueException(
                    name, value, "It has a placeholder without a value. Set that property, or write what it would be.");
        }
    }

    private static void secret(String name, String secret) {
        if (PLACEHOLDER.matcher(secret).find()) {
            // Without the value: it may be a secret after all.
            throw new InvalidMemoizeException(
                    name + " has a placeholder without a value.", "Set that property, or write another secret.");
        }
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_SECRET) {
            throw new InvalidMemoizeException(
                    name + " has a secret of " + length + " bytes; it must have at least " + SHORTEST_SECRET + ".",
                    "Make a random one, such as with: openssl rand -base64 32");
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must not be negative.");
        }
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new InvalidConfigurationPropertyValueException(name, value, "It must be at least 1.");
        }
    }

    private static void positive(String name, @Nullable Duration value) {
        if (value != null && (value.isNegative() || value.isZero())) {
            throw new InvalidConfigurationPropertyValueException(
                    name, value, "It must be positive. Leave it out for the default.");
        }
    }
}
