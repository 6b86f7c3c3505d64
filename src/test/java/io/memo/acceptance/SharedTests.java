package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.TierFigures;
import io.memo.TierFigures.Got;
import io.memo.TierFigures.Put;
import io.memo.acceptance.shared.RedisServerFixture;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 7.3: applications as machines, with a real Redis between them. */
class SharedTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                public record Price(String article, List<Integer> cents) implements java.io.Serializable {}
                @Memoize
                public Price price(String article) {
                    io.memo.acceptance.Runs.ran("price");
                    return new Price(article, new ArrayList<>(List.of(100)));
                }
            }
            """;

    private static final String REDIS = """
            package shop;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
            @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
            public class Connections {
                @org.springframework.context.annotation.Bean
                LettuceConnectionFactory redis(@Value("${redis}") int port) {
                    return new LettuceConnectionFactory("127.0.0.1", port);
                }
            }
            """;

    private static final String BEAN = "shop.Quotes";

    private static RedisServerFixture redis;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startRedis() {
        redis = RedisServerFixture.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    private OutsideApplication machine(String name, String quotes) {
        OutsideApplication started = OutsideApplication.in(folder.resolve(name))
                .property("spring.application.name", "shop")
                .property("redis", redis.port())
                .property("memo.shared.enabled", true)
                .property("memo.shared.secret", "a secret of the tests")
                .property("memo.shared.min-compute", "0ms")
                .property("memo.shared.deadline", "5s")
                .start(quotes, REDIS);
        await().atMost(PATIENCE).until(() -> !figures(started).readsPaused());
        return started;
    }

    private static TierFigures figures(OutsideApplication shop) {
        return shop.memoized("Quotes.price").tiers().get(0);
    }

    private static void awaitStored(OutsideApplication shop) {
        await().atMost(PATIENCE).until(() -> figures(shop).puts().get(Put.STORED) > 0);
    }

    @Test
    @DisplayName("7.3, F26: another machine hits; other code misses while the first still hits; rolled back, it hits")
    void rollingDeploy() {
        String changed = QUOTES.replace("List.of(100)", "List.of(200)");
        try (OutsideApplication first = machine("first", QUOTES)) {
            Object price = first.call(BEAN, "price", "tea");
            awaitStored(first);
            try (OutsideApplication second = machine("second", QUOTES)) {
                assertThat(second.<Object>call(BEAN, "price", "tea")).hasToString(price.toString());
                assertThat(Runs.of("price")).isOne();
                assertThat(figures(second).gets().get(Got.HIT)).isOne();
            }
            try (OutsideApplication deployed = machine("deployed", changed)) {
                assertThat(deployed.<Object>call(BEAN, "price", "tea")).hasToString("Price[article=tea, cents=[200]]");
                assertThat(Runs.of("price")).isEqualTo(2);
            }
            assertThat(first.<Object>call(BEAN, "price", "tea")).isSameAs(price);
            try (OutsideApplication rolledBack = machine("rolledBack", QUOTES)) {
                assertThat(rolledBack.<Object>call(BEAN, "price", "tea")).hasToString(price.toString());
            }
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("7.3, F28: what still waits to be written when the application stops is written")
    void closingWrites() {
        int results = 100;
        try (OutsideApplication first = machine("first", QUOTES)) {
            for (int i = 0; i < results; i++) {
                first.call(BEAN, "price", "closing " + i);
            }
        }
        Runs.reset();
        try (OutsideApplication second = machine("second", QUOTES)) {
            for (int i = 0; i < results; i++) {
                second.call(BEAN, "price", "closing " + i);
            }
        }
        assertThat(Runs.of("price")).isZero();
    }
}
