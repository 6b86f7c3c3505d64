package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import io.memo.TierFigures.Put;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

/** Releases that differ in a class which nothing names but a result. */
@DisplayName("Issue 14.10, SPEC 7.1: a release that is rolled back finds its old entries")
public class ReleasesTests {

    private static final String QUOTES = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize(persist = true)
                public Object quote(String article) {
                    io.memo.acceptance.Runs.ran("quote");
                    return io.memo.acceptance.ReleasesTests.made(getClass().getClassLoader(), article);
                }
            }
            """;

    private static final String PRICE = """
            package shop;
            public record Price(String article, int cents) implements java.io.Serializable {}
            """;

    private static final String CACHES = """
            package shop;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Caches {
                @org.springframework.context.annotation.Bean
                org.springframework.cache.CacheManager manager() {
                    return io.memo.acceptance.ReleasesTests.manager();
                }
            }
            """;

    private static CacheManager manager = new ConcurrentMapCacheManager("results");

    @TempDir
    private Path folder;

    /** What all machines use. */
    public static CacheManager manager() {
        return manager;
    }

    /** Makes the result by a name that no fingerprint sees. */
    public static Object made(ClassLoader loader, String article) {
        try {
            return Class.forName("shop.Price", true, loader)
                    .getConstructors()[0]
                    .newInstance(article, 250);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    @AfterEach
    void forgetRuns() {
        Runs.reset();
        manager = new ConcurrentMapCacheManager("results");
    }

    private OutsideApplication.Setup disk(String codec) {
        return OutsideApplication.in(folder.resolve("classes"))
                .property("memo.codec", codec)
                .property("memo.persist.directory", folder.resolve("kept").toString());
    }

    private OutsideApplication.Setup shared(String codec) {
        return OutsideApplication.in(folder.resolve("classes"))
                .property("memo.codec", codec)
                .property("spring.application.name", "shop")
                .property("memo.methods.Quotes.quote.persist", "false")
                .property("memo.shared.enabled", true)
                .property("memo.shared.secret", Machines.SECRET)
                .property("memo.shared.cache", "results")
                .property("memo.shared.min-compute", "0ms")
                .property("memo.shared.deadline", "20s");
    }

    private void runs(OutsideApplication.Setup setup, String price, int runs) {
        try (OutsideApplication shop = setup.start(QUOTES, CACHES, price)) {
            await().atMost(Machines.PATIENCE)
                    .until(() -> !shop.memoized("Quotes.quote").tiers().get(0).readsPaused());
            assertThat(shop.<Object>call("shop.Quotes", "quote", "tea").toString())
                    .contains("tea");
            int before = Runs.of("quote");
            assertThat(before).isEqualTo(runs);
            await().atMost(Machines.PATIENCE)
                    .until(() -> shop.memoized("Quotes.quote").figures().hits() > 0
                            || shop.memoized("Quotes.quote")
                                            .tiers()
                                            .get(0)
                                            .puts()
                                            .get(Put.STORED)
                                    > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "fory"})
    @DisplayName("on disk and shared: three releases side by side, each runs once; a clear reaches the entries of all")
    void eachReleaseKeepsItsEntries(String codec) {
        String other = PRICE.replace("int cents)", "int pennies)");
        String third = PRICE.replace("{}", "{ public String toString() { return \"tea!\"; } }");
        for (boolean onDisk : new boolean[] {true, false}) {
            Runs.reset();
            for (int round = 0; round < 2; round++) {
                runs(onDisk ? disk(codec) : shared(codec), PRICE, round == 0 ? 1 : 3);
                runs(onDisk ? disk(codec) : shared(codec), other, round == 0 ? 2 : 3);
                runs(onDisk ? disk(codec) : shared(codec), third, 3);
            }
            try (OutsideApplication shop = (onDisk ? disk(codec) : shared(codec)).start(QUOTES, CACHES, other)) {
                await().atMost(Machines.PATIENCE)
                        .until(() ->
                                !shop.memoized("Quotes.quote").tiers().get(0).readsPaused());
                shop.bean(Memoizer.class).clear("Quotes.quote");
            }
            runs(onDisk ? disk(codec) : shared(codec), third, 4);
            runs(onDisk ? disk(codec) : shared(codec), PRICE, 5);
        }
    }
}
