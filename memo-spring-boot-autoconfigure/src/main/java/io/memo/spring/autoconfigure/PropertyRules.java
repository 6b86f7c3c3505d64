package io.memo.spring.autoconfigure;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** What values properties may have, beyond their types. */
final class PropertyRules {

    private static final Pattern PACKAGE = Pattern.compile(
            "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private PropertyRules() {}

    /** @throws InvalidConfigurationPropertyValueException if a value is out of range; Boot explains it when it fails to start */
    static void check(MemoProperties properties) {
        atLeastOne("memo.max-entries", properties.maxEntries());
        atLeastOne("memo.hash.max-nodes", properties.hash().maxNodes());
        positive("memo.wait-timeout", properties.waitTimeout());
        positive("memo.log-slow-after", properties.logSlowAfter());
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
        if (persist.minCompute().isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "memo.persist.min-compute", persist.minCompute(), "It must not be negative.");
        }
        for (String name : properties.packages()) {
            if (!PACKAGE.matcher(name).matches()) {
                throw new InvalidConfigurationPropertyValueException(
                        "memo.packages",
                        name,
                        "It must be the name of a package, such as com.acme; sub-packages are included.");
            }
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
