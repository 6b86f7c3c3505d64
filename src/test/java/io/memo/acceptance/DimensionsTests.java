package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.AbsentDimensionException;
import io.memo.Memoizer;
import io.memo.MissCause;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** Results that depend on the caller: one bean on a thread local tells the tenant. */
@ExtendWith(OutputCaptureExtension.class)
class DimensionsTests {

    static final String TENANTS = """
            package shop;
            import io.memo.KeyDimension;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            public class Tenants {
                private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();
                @Bean static KeyDimension tenant() { return KeyDimension.of("tenant", Tenants::current); }
                public static String current() {
                    String tenant = CURRENT.get();
                    if ("nobody".equals(tenant)) { throw new IllegalStateException("canary"); }
                    return tenant;
                }
                public void become(String tenant) { CURRENT.set(tenant); }
            }
            """;

    private static final String PRICES = """
            package shop;
            import io.memo.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.function.*;
            import reactor.core.publisher.*;
            @org.springframework.stereotype.Service
            public class Prices {
                private final Function<String, String> function;
                private final Supplier<String> own;
                private final ThreadLocal<String> language = new ThreadLocal<>();
                public Prices(Memoizer memoizer) {
                    function = memoizer.memoize(FunctionOptions.named("function"), product -> of("function", product));
                    own = memoizer.memoize(
                            FunctionOptions.named("own").varyBy(KeyDimension.of("language", language::get)),
                            () -> of("own", "tea"));
                }
                @Memoize(varyBy = "tenant")
                public String price(String product) { return of("price", product); }
                @Memoize
                public String plain(String product) { return of("plain", product); }
                @Memoize(name = "long")
                public String over(long product) { return of("over", "" + product); }
                @Memoize(name = "int")
                public String over(int product, int pieces) { return of("over", "" + product + pieces); }
                @Memoize(varyBy = "tenant")
                public CompletableFuture<String> future(String product) {
                    String price = of("future", product);
                    return CompletableFuture.supplyAsync(() -> price);
                }
                @Memoize(varyBy = "tenant")
                public Mono<String> mono(String product) { return Mono.fromCallable(() -> of("mono", product)); }
                public String function(String product) { return function.apply(product); }
                public String own(String now) { language.set(now); return own.get(); }
                private static String of(String method, String product) {
                    io.memo.acceptance.Runs.ran(method);
                    return product + " of " + Tenants.current();
                }
            }
            """;

    private static final String PRICES_BEAN = "shop.Prices";

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private OutsideApplication start(String... properties) {
        OutsideApplication.Setup setup = OutsideApplication.in(folder).property("memo.warnings", "off");
        for (int i = 0; i < properties.length; i += 2) {
            setup.property(properties[i], properties[i + 1]);
        }
        return setup.start(TENANTS, PRICES);
    }

    private static void become(OutsideApplication shop, String tenant) {
        shop.call("shop.Tenants", "become", tenant);
    }

    private static void becomeNobody(OutsideApplication shop) {
        shop.call("shop.Tenants", "become", (Object) null);
    }

    @Test
    @DisplayName("SPEC 11.1: each tenant gets its own result, in every order, and who comes back finds it")
    void eachTenantHasItsOwn() {
        try (OutsideApplication shop = start()) {
            for (String tenant : List.of("a", "b", "a", "c", "b", "c", "a")) {
                become(shop, tenant);
                assertThat(shop.<String>call(PRICES_BEAN, "price", "tea")).isEqualTo("tea of " + tenant);
            }
            assertThat(Runs.of("price")).isEqualTo(3);
            assertThat(shop.memoized("Prices.price").varyBy()).containsExactly("tenant");
        }
    }

    @Test
    @DisplayName("SPEC 11.1: eight threads, each call of another tenant: none gets what is another's")
    void threadsAreNotMixedUp() throws InterruptedException {
        try (OutsideApplication shop = start()) {
            Callers.start(8, thread -> {
                        for (int i = 0; i < 500; i++) {
                            String tenant = "t" + ThreadLocalRandom.current().nextInt(5);
                            become(shop, tenant);
                            assertThat(shop.<String>call(PRICES_BEAN, "price", "tea"))
                                    .isEqualTo("tea of " + tenant);
                        }
                    })
                    .join();
            assertThat(Runs.of("price")).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("SPEC 11.1: without a tenant the method runs at every call, which is said once and never stored")
    void absentRuns(CapturedOutput output) {
        try (OutsideApplication shop = start()) {
            becomeNobody(shop);
            assertThat(shop.<String>call(PRICES_BEAN, "price", "tea")).isEqualTo("tea of null");
            assertThat(shop.<String>call(PRICES_BEAN, "price", "tea")).isEqualTo("tea of null");
            assertThat(Runs.of("price")).isEqualTo(2);

            String told = "absent-dimension: a call has no value of the dimension 'tenant', so the method runs.";
            assertThat(output).containsOnlyOnce("Prices.price: " + told);
            assertThat(shop.memoized("Prices.price").warnings())
                    .anySatisfy(warning -> assertThat(warning).startsWith(told));
            become(shop, "a");
            assertThat(shop.<String>call(PRICES_BEAN, "price", "tea")).isEqualTo("tea of a");
        }
    }

    @Test
    @DisplayName(
            "SPEC 11.1: memo.on-absent-dimension=fail refuses such calls, and shows nothing of what a dimension threw")
    void absentIsRefused() {
        try (OutsideApplication shop = start("memo.on-absent-dimension", "fail")) {
            becomeNobody(shop);
            assertThatThrownBy(() -> shop.call(PRICES_BEAN, "price", "tea"))
                    .isInstanceOf(AbsentDimensionException.class)
                    .hasMessage("Prices.price varies by the dimension 'tenant', which has no value in this call. Set it"
                            + " before the call, or let such calls run unmemoized: memo.on-absent-dimension=bypass.");
            Mono<String> mono = shop.call(PRICES_BEAN, "mono", "tea");
            assertThatThrownBy(mono::block).isInstanceOf(AbsentDimensionException.class);
            become(shop, "nobody");
            assertThatThrownBy(() -> shop.call(PRICES_BEAN, "price", "tea"))
                    .isInstanceOf(AbsentDimensionException.class)
                    .hasMessageContaining("in this call: it threw java.lang.IllegalStateException. Set it")
                    .hasMessageNotContaining("canary");
            assertThat(Runs.of("price") + Runs.of("mono")).isZero();
            become(shop, "a");
            assertThat(shop.<String>call(PRICES_BEAN, "over", 1, 2))
                    .as("varies by nothing")
                    .isEqualTo("12 of a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "function"})
    @DisplayName("SPEC 11.1: memo.vary-by reaches every method and every function of the context's Memoizer")
    void varyByReachesAll(String method) {
        try (OutsideApplication shop = start("memo.vary-by", "tenant")) {
            for (String tenant : List.of("a", "b", "a", "b")) {
                become(shop, tenant);
                assertThat(shop.<String>call(PRICES_BEAN, method, "tea")).isEqualTo("tea of " + tenant);
                assertThat(shop.<String>call(PRICES_BEAN, "over", 1L)).isEqualTo("1 of " + tenant);
                assertThat(shop.<String>call(PRICES_BEAN, "over", 1, 2)).isEqualTo("12 of " + tenant);
            }
            assertThat(Runs.of(method)).isEqualTo(2);
            assertThat(Runs.of("over")).isEqualTo(4);
            assertThat(shop.bean(Memoizer.class).methods())
                    .allSatisfy(each -> assertThat(each.varyBy()).startsWith("tenant"));
            assertThat(shop.memoized("Prices.price").varyBy()).containsExactly("tenant");
        }
    }

    @Test
    @DisplayName("SPEC 11.1: a function has dimensions of its own, besides those of all")
    void functionHasItsOwn() {
        try (OutsideApplication shop = start("memo.vary-by", "tenant")) {
            for (int i = 0; i < 2; i++) {
                become(shop, "a");
                assertThat(shop.<String>call(PRICES_BEAN, "own", "de")).isEqualTo("tea of a");
                assertThat(shop.<String>call(PRICES_BEAN, "own", "fr")).isEqualTo("tea of a");
                become(shop, "b");
                assertThat(shop.<String>call(PRICES_BEAN, "own", "fr")).isEqualTo("tea of b");
            }
            assertThat(Runs.of("own")).isEqualTo(3);
            assertThat(shop.memoized("own").varyBy()).containsExactly("tenant", "language");
        }
    }

    @Test
    @DisplayName("SPEC 11.1: the property of a method wins over its annotation, with names and with none")
    void propertyWins() {
        try (OutsideApplication shop =
                start("memo.methods.Prices.plain.vary-by", "tenant", "memo.methods.Prices.price.vary-by", "")) {
            become(shop, "a");
            shop.call(PRICES_BEAN, "plain", "tea");
            shop.call(PRICES_BEAN, "price", "tea");
            become(shop, "b");
            assertThat(shop.<String>call(PRICES_BEAN, "plain", "tea")).isEqualTo("tea of b");
            assertThat(shop.<String>call(PRICES_BEAN, "price", "tea")).isEqualTo("tea of a");
            assertThat(shop.memoized("Prices.price").varyBy()).isEmpty();
        }
    }

    @Test
    @DisplayName("SPEC 11.1: a future is of the tenant of the thread that calls")
    void futureIsOfTheCaller() {
        try (OutsideApplication shop = start()) {
            for (String tenant : List.of("a", "b", "a")) {
                become(shop, tenant);
                CompletableFuture<String> future = shop.call(PRICES_BEAN, "future", "tea");
                assertThat(future.join()).isEqualTo("tea of " + tenant);
            }
            assertThat(Runs.of("future")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("SPEC 11.1: a Mono is of the tenant of the thread that subscribes, not of the one that called")
    void monoIsOfTheSubscriber() {
        try (OutsideApplication shop = start()) {
            become(shop, "a");
            Mono<String> mono = shop.call(PRICES_BEAN, "mono", "tea");
            assertThat(mono.block()).isEqualTo("tea of a");
            become(shop, "b");
            assertThat(mono.block()).isEqualTo("tea of b");
            CompletableFuture<String> elsewhere = CompletableFuture.supplyAsync(() -> {
                become(shop, "a");
                return mono.block();
            });
            assertThat(elsewhere.join()).isEqualTo("tea of a");
            assertThat(Runs.of("mono")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("SPEC 11.1: entries go by dimension; a dimension that nothing varies by is refused")
    void clearsByDimension() {
        try (OutsideApplication shop = start()) {
            for (String tenant : List.of("a", "b")) {
                become(shop, tenant);
                shop.call(PRICES_BEAN, "price", "tea");
            }
            Memoizer memoizer = shop.bean(Memoizer.class);
            memoizer.clearDimension("tenant", "a");
            assertThat(memoizer.explain("Prices.price", "tea").hit()).isTrue();
            become(shop, "a");
            assertThat(memoizer.explain("Prices.price", "tea").hit()).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memoizer.clearDimension("locale", "de"))
                    .withMessage("No memoized method varies by 'locale'. There are: [language, tenant].");
        }
        try (OutsideApplication shop = start("memo.enabled", "false")) {
            shop.bean(Memoizer.class).clearDimension("tenant", "a");
            assertThat(shop.bean(Memoizer.class).methods()).isEmpty();
        }
    }

    @Test
    @DisplayName("SPEC 11.1: the endpoint lists dimensions and tells misses by name, never by value")
    void endpointTellsNamesOnly() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("memo.warnings", "off")
                .start(TENANTS, PRICES)) {
            for (String tenant : List.of("canary-1", "canary-2")) {
                become(shop, tenant);
                shop.call(PRICES_BEAN, "price", "tea");
            }
            Http http = new Http(shop);
            assertThat(http.<List<String>>get("memo/Prices.price", "$.varyBy")).containsExactly("tenant");
            assertThat(http.<List<String>>get("memo/Prices.price/misses", "$.misses[*].reason"))
                    .containsExactly("dimension tenant changed", "first call");
            assertThat(http.<String>get("memo/Prices.price/misses", "$.misses[0].cause"))
                    .isEqualTo(MissCause.DIMENSION_CHANGED.tag())
                    .isEqualTo("dimension-changed");
            assertThat(http.send("GET", "memo/Prices.price").body()).doesNotContain("canary");
            assertThat(http.<List<String>>get("memo/Prices.plain", "$.varyBy")).isEmpty();
        }
    }
}
