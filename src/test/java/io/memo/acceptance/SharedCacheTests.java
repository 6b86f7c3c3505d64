package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

@DisplayName("7.3: two applications share results through one of Spring's caches")
public class SharedCacheTests {

    private static final String STOCK = """
            package shop;
            @org.springframework.stereotype.Service
            public class Stock {
                @io.memo.Memoize public String text(int key) { return io.memo.acceptance.World.read("text", key); }
            }
            """;

    private static final String CACHES = """
            package shop;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Caches {
                @org.springframework.context.annotation.Bean
                org.springframework.cache.CacheManager manager() {
                    return io.memo.acceptance.SharedCacheTests.manager();
                }
            }
            """;

    private static CacheManager manager;

    @TempDir
    private Path folder;

    /** What all machines use: the provider's own way between them is not what is tested. */
    public static CacheManager manager() {
        return manager;
    }

    @BeforeEach
    void start() {
        World.reset();
        manager = new ConcurrentMapCacheManager("results");
        OutsideApplication.compile(folder, STOCK, CACHES);
    }

    private OutsideApplication machine() {
        OutsideApplication started = OutsideApplication.in(folder)
                .property("spring.application.name", "shop")
                .property("memo.shared.enabled", true)
                .property("memo.shared.secret", Machines.SECRET)
                .property("memo.shared.cache", "results")
                .property("memo.shared.min-compute", "0ms")
                .property("memo.shared.deadline", "20s")
                .start();
        await().atMost(Machines.PATIENCE).until(() -> !figures(started).readsPaused());
        return started;
    }

    @Test
    @DisplayName("7.3, F11: the second one hits; what was cleared does not come back; what was changed there is a miss")
    void secondMachineHits() {
        try (OutsideApplication first = machine();
                OutsideApplication second = machine()) {
            assertThat(text(first)).isZero();
            await().atMost(Machines.PATIENCE).until(() -> figures(first).puts().get(Put.STORED) == 1);
            assertThat(text(second)).isZero();
            assertThat(Runs.of("text")).isOne();
            assertThat(figures(second).gets().get(Got.HIT)).isOne();

            int version = World.change();
            first.bean(Memoizer.class).clear("Stock.text");
            assertThat(text(first)).isEqualTo(version);
            await().atMost(Machines.PATIENCE).until(() -> text(second) == version);
            assertThat(Runs.of("text")).isEqualTo(2);
            await().atMost(Machines.PATIENCE).until(() -> figures(first).puts().get(Put.STORED) == 2);

            ((ConcurrentMapCacheManager) manager)
                    .getCacheNames()
                    .forEach(name -> spoil((java.util.concurrent.ConcurrentMap<?, ?>)
                            manager.getCache(name).getNativeCache()));
            try (OutsideApplication third = machine()) {
                assertThat(text(third)).isEqualTo(version);
                assertThat(figures(third).gets().get(Got.CORRUPT)).isOne();
                assertThat(Runs.of("text")).isEqualTo(3);
            }
        }
    }

    private static void spoil(java.util.concurrent.ConcurrentMap<?, ?> entries) {
        entries.forEach((name, value) -> {
            if (name.toString().contains("Stock.text:") && value instanceof byte[] bytes) {
                bytes[bytes.length / 2] ^= 1;
            }
        });
    }

    private static int text(OutsideApplication machine) {
        return World.version("text", 1, machine.call("shop.Stock", "text", 1));
    }

    private static TierFigures figures(OutsideApplication machine) {
        return machine.memoized("Stock.text").tiers().get(0);
    }
}
