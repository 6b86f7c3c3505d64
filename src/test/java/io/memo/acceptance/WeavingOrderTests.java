package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Woven memoization beside Spring's other advice: further out security, async and retry, further in transactions and caches. */
@DisplayName("SPEC 12.1")
class WeavingOrderTests {

    private static final String CONFIGURATION = """
            package shop;
            import io.memo.acceptance.Runs;
            import org.springframework.cache.*;
            import org.springframework.cache.annotation.*;
            import org.springframework.cache.concurrent.*;
            import org.springframework.context.annotation.*;
            import org.springframework.core.task.*;
            import org.springframework.scheduling.annotation.*;
            import org.springframework.transaction.*;
            import org.springframework.transaction.annotation.*;
            import org.springframework.transaction.support.*;
            @Configuration(proxyBeanMethods = false)
            @EnableTransactionManagement(mode = AdviceMode.MODE)
            @EnableCaching(mode = AdviceMode.MODE)
            @EnableAsync(mode = AdviceMode.MODE)
            @org.springframework.resilience.annotation.EnableResilientMethods
            @org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity
            public class Everything {
                @Bean CacheManager cacheManager() { return new ConcurrentMapCacheManager(); }
                @Bean AsyncTaskExecutor taskExecutor() {
                    return new SimpleAsyncTaskExecutor() {
                        @Override public void execute(Runnable task) { Runs.ran("submit"); super.execute(task); }
                    };
                }
                @Bean PlatformTransactionManager transactionManager() {
                    return new AbstractPlatformTransactionManager() {
                        @Override protected Object doGetTransaction() { return new Object(); }
                        @Override protected void doBegin(Object transaction, TransactionDefinition definition) { Runs.ran("begin"); }
                        @Override protected void doCommit(DefaultTransactionStatus status) { Runs.ran("commit"); }
                        @Override protected void doRollback(DefaultTransactionStatus status) { Runs.ran("rollback"); }
                    };
                }
            }
            """;

    private static final String ORDERS = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import java.util.concurrent.CompletableFuture;
            import org.springframework.cache.annotation.Cacheable;
            import org.springframework.resilience.annotation.Retryable;
            import org.springframework.scheduling.annotation.Async;
            import org.springframework.security.access.prepost.PreAuthorize;
            import org.springframework.transaction.annotation.Transactional;
            @org.springframework.stereotype.Service
            public class Orders {
                @Async @Memoize public CompletableFuture<String> later(long id) { Runs.ran("later"); return CompletableFuture.completedFuture("l" + id); }
                @Transactional @Memoize public String stored(long id) { Runs.ran("stored"); return "s" + id; }
                public String storedOnThis(long id) { return stored(id) + stored(id); }
                public String laterOnThis(long id) { return later(id).join() + later(id).join(); }
                @Cacheable("orders") @Memoize public String cached(long id) { Runs.ran("cached"); return "c" + id; }
                public String cachedOnThis(long id) { return cached(id) + cached(id); }
                @Retryable(maxRetries = 3, delay = 1) @Memoize public String flaky(long id) { Runs.ran("flaky"); if (Runs.countOf("flaky") < 3) { throw new IllegalStateException(); } return "f" + id; }
                @PreAuthorize("hasRole('ADMIN')") @Memoize public String secured(long id) { Runs.ran("secured"); return "x" + id; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    private OutsideApplication shop(Weaving how, String mode) {
        return OutsideApplication.in(folder)
                .woven(how)
                .with(Weaving.jar("spring-aspects"), Weaving.jar("spring-security-config"))
                .start(CONFIGURATION.replace("MODE", mode), ORDERS);
    }

    private static void asAdmin() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", "", "ROLE_ADMIN"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "proxies beside: a hit begins no transaction and asks no cache; async, retry and security are around it")
    void proxiesOfSpringKeepTheirPlaces(Weaving how) {
        try (OutsideApplication shop = shop(how, "PROXY")) {
            for (int i = 0; i < 2; i++) {
                assertThat(shop.<String>call("shop.Orders", "stored", 1L)).isEqualTo("s1");
                assertThat(shop.<String>call("shop.Orders", "cached", 1L)).isEqualTo("c1");
                assertThat(shop.<CompletableFuture<String>>call("shop.Orders", "later", 1L)
                                .join())
                        .isEqualTo("l1");
                assertThat(shop.<String>call("shop.Orders", "flaky", 1L)).isEqualTo("f1");
            }
            assertThat(Runs.of("begin")).isOne();
            assertThat(Runs.of("stored")).isOne();
            assertThat(Runs.of("cached")).isOne();
            assertThat(Runs.of("later")).isOne();
            assertThat(Runs.of("submit")).isEqualTo(2);
            assertThat(Runs.of("flaky")).isEqualTo(3);
            asAdmin();
            assertThat(shop.<String>call("shop.Orders", "secured", 1L)).isEqualTo("x1");
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("bob", "", "ROLE_USER"));
            assertThatThrownBy(() -> shop.call("shop.Orders", "secured", 1L)).isInstanceOf(AccessDeniedException.class);
            assertThat(Runs.of("secured")).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("proxies beside: a call on this meets no proxy; what a cache inside may change is then not memoized")
    void callsOnThisMeetNoProxy(Weaving how) {
        try (OutsideApplication shop = shop(how, "PROXY")) {
            shop.call("shop.Orders", "storedOnThis", 1L);
            assertThat(Runs.of("stored")).isOne();
            assertThat(Runs.of("begin")).isZero();
            shop.call("shop.Orders", "cachedOnThis", 1L);
            assertThat(Runs.of("cached")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("Spring's aspects woven too: memo's is outside transactions and caches and inside async, as declared")
    void wovenAspectsHaveTheOrderOfProxies() {
        try (OutsideApplication shop = shop(Weaving.LOAD_TIME, "ASPECTJ")) {
            assertThat(shop.<String>call("shop.Orders", "storedOnThis", 1L)).isEqualTo("s1s1");
            assertThat(Runs.of("stored")).isOne();
            assertThat(Runs.of("begin")).isOne();
            assertThat(shop.<String>call("shop.Orders", "laterOnThis", 1L)).isEqualTo("l1l1");
            assertThat(Runs.of("later")).isOne();
            assertThat(Runs.of("submit")).isEqualTo(2);
            assertThat(shop.<String>call("shop.Orders", "cachedOnThis", 1L)).isEqualTo("c1c1");
            assertThat(Runs.of("cached")).isOne();
            assertThat(shop.memoized("Orders.cached").figures().hits()).isOne();
        }
    }
}
