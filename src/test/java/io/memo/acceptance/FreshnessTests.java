package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures.RefreshOutcome;
import io.memo.MethodFigures.StaleReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.i18n.LocaleContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How long results are good, in whole applications: their world changes without memo's knowing. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class FreshnessTests {

    private static final String RATES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.World;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.function.Function;
            import org.springframework.context.i18n.LocaleContextHolder;
            import reactor.core.publisher.*;
            @org.springframework.stereotype.Service
            public class Rates {
                private final Function<Integer, String> function;
                public Rates(Memoizer memoizer) {
                    function = memoizer.memoize(
                            FunctionOptions.named("function").ttl(Duration.ofHours(1)).refresh(Duration.ofMillis(1)),
                            key -> World.read("function", key));
                }
                public String function(int key) { return function.apply(key); }
                @Memoize(ttl = "1h", refresh = "1ms")
                public String blocking(int key) { return World.read("blocking", key); }
                @Memoize(ttl = "1h", refresh = "1ms")
                public CompletableFuture<String> future(int key) {
                    String read = World.read("future", key);
                    return CompletableFuture.supplyAsync(() -> read);
                }
                @Memoize(ttl = "1h", refresh = "1ms")
                public Mono<String> mono(int key) { return Mono.fromCallable(() -> World.read("mono", key)); }
                @Memoize(ttl = "1h", refresh = "1ms")
                public Flux<String> flux(int key) { return Flux.defer(() -> Flux.just(World.read("flux", key), "end")); }
                @Memoize(ttl = "1h", refresh = "1ms", varyBy = "locale")
                public String spoken(int key) { return World.read("spoken", key) + " in " + LocaleContextHolder.getLocale(); }
                @Memoize(ttl = "1ms", staleIfError = "1h")
                public String lasting(int key) { return World.readOrFail("lasting", key); }
                @Memoize(ttl = "1ms", staleIfError = "1h")
                public Mono<String> lastingMono(int key) { return Mono.fromCallable(() -> World.readOrFail("lastingMono", key)); }
                @Memoize(failureTtl = "1h")
                public String failing(int key) { return World.readOrFail("failing", key); }
                @Memoize(ttl = "#result.startsWith('a') ? T(java.time.Duration).ofHours(1) : null")
                public String choosing(String text) { World.read("choosing", 0); return text; }
                @Memoize(ttl = "1h", emptyTtl = "1ms")
                public List<String> listing(String text) { World.read("listing", 0); return text.isEmpty() ? List.of() : List.of(text); }
                @Memoize(ttl = "1h", refresh = "1ms")
                public String held(int key) { return World.readSlowly("held", key); }
                @Memoize(profile = "rates")
                public String byProfile(int key) { return World.read("byProfile", key); }
            }
            """;

    private static final String TOLD = """
            package shop;
            import io.memo.StaleResultEvent;
            import java.util.*;
            import java.util.concurrent.CopyOnWriteArrayList;
            @org.springframework.stereotype.Component
            public class Told {
                private final List<String> events = new CopyOnWriteArrayList<>();
                @org.springframework.context.event.EventListener
                void stale(StaleResultEvent event) { events.add(event.name() + " " + event.failure().getMessage()); }
                public List<String> events() { return events; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        World.reset();
    }

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private OutsideApplication start(String... properties) {
        OutsideApplication.Setup setup = OutsideApplication.in(folder)
                .property("memo.warnings", "off")
                .property("memo.profiles.rates.ttl", "1h")
                .property("memo.profiles.rates.refresh", "1ms");
        for (int i = 0; i < properties.length; i += 2) {
            setup.property(properties[i], properties[i + 1]);
        }
        return setup.start(RATES, TOLD);
    }

    private static String call(OutsideApplication shop, String method, Object argument) {
        Object result = shop.call("shop.Rates", method, argument);
        if (result instanceof CompletableFuture<?> future) {
            return String.valueOf(future.join());
        }
        if (result instanceof Mono<?> mono) {
            return String.valueOf(mono.block());
        }
        return result instanceof Flux<?> flux
                ? String.valueOf(flux.collectList().block())
                : String.valueOf(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "future", "mono", "flux", "function", "byProfile"})
    @DisplayName("10.1: an old result is given at once; the new one, computed behind the call, to a later one")
    void oldResultThenNew(String method) {
        try (OutsideApplication shop = start()) {
            String old = call(shop, method, 1);
            World.change();
            assertThat(call(shop, method, 1)).isEqualTo(old);
            await().untilAsserted(() -> assertThat(call(shop, method, 1)).isNotEqualTo(old));
            String name = method.equals("function") ? method : "Rates." + method;
            assertThat(shop.memoized(name).figures().misses()).isOne();
            assertThat(shop.memoized(name).figures().refreshes().get(RefreshOutcome.REFRESHED))
                    .isPositive();
            assertThat(shop.memoized(name).figures().stale().get(StaleReason.REFRESHING))
                    .isPositive();
        }
    }

    @Test
    @DisplayName("10.1: each language is computed anew in its own")
    void languageIsTakenAlong() {
        try (OutsideApplication shop = start()) {
            for (Locale locale : List.of(Locale.GERMANY, Locale.JAPAN)) {
                LocaleContextHolder.setLocale(locale);
                assertThat(call(shop, "spoken", 1)).endsWith(" in " + locale);
            }
            World.change();
            for (Locale locale : List.of(Locale.GERMANY, Locale.JAPAN)) {
                LocaleContextHolder.setLocale(locale);
                String old = call(shop, "spoken", 1);
                await().pollInSameThread()
                        .untilAsserted(() -> assertThat(call(shop, "spoken", 1))
                                .isNotEqualTo(old)
                                .endsWith(" in " + locale));
            }
            assertThat(shop.memoized("Rates.spoken").figures().refreshes().get(RefreshOutcome.DISCARDED))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lasting", "lastingMono"})
    @DisplayName(
            "10.2: while the source is down the old result answers, counted and told; when it is back the new one does")
    void sourceIsDown(String method) {
        try (OutsideApplication shop = start()) {
            String old = call(shop, method, 1);
            World.breakDown();
            await().untilAsserted(() -> {
                assertThat(call(shop, method, 1)).isEqualTo(old);
                assertThat(Runs.of(method)).isGreaterThan(3);
            });
            String name = "Rates." + method;
            List<String> events = shop.call("shop.Told", "events");
            assertThat(events).isNotEmpty().containsOnly(name + " down");
            assertThat(shop.memoized(name).figures().stale().get(StaleReason.ERROR))
                    .isEqualTo(events.size());
            assertThatThrownBy(() -> call(shop, method, 2)).hasMessageContaining("down");
            assertThat(shop.bean(Memoizer.class).explain(name, 1).age()).isPositive();
            World.change();
            World.mend();
            await().untilAsserted(() -> assertThat(call(shop, method, 1)).isNotEqualTo(old));
        }
    }

    @Test
    @DisplayName("10.3: an exception is thrown again without a run, until it is cleared")
    void exceptionIsKept() {
        try (OutsideApplication shop = start()) {
            World.breakDown();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> call(shop, "failing", 1)).hasMessageContaining("down");
            }
            assertThat(Runs.of("failing")).isOne();
            World.mend();
            assertThatThrownBy(() -> call(shop, "failing", 1)).hasMessageContaining("down");
            shop.bean(Memoizer.class).clear("Rates.failing");
            assertThat(call(shop, "failing", 1)).isNotNull();
        }
    }

    @Test
    @DisplayName("10.3: a result says how long it is good, and nothing is kept of one that says null")
    void resultSaysItsTime(CapturedOutput output) {
        try (OutsideApplication shop = start()) {
            for (int i = 0; i < 3; i++) {
                call(shop, "choosing", "a");
                call(shop, "choosing", "b");
            }
            assertThat(Runs.of("choosing")).isEqualTo(1 + 3);
            call(shop, "listing", "a");
            await().untilAsserted(() -> {
                call(shop, "listing", "");
                assertThat(Runs.of("listing")).isGreaterThan(3);
            });
            int runs = Runs.of("listing");
            call(shop, "listing", "a");
            assertThat(Runs.of("listing")).isEqualTo(runs);
        }
        assertThat(output).doesNotContain("cannot be evaluated");
    }

    @Test
    @DisplayName("10.1: virtual threads, where the JDK has them and Boot is told to use them")
    void virtualThreads() {
        try (OutsideApplication shop = start("spring.threads.virtual.enabled", "true")) {
            String old = call(shop, "blocking", 1);
            World.change();
            await().untilAsserted(() -> assertThat(call(shop, "blocking", 1)).isNotEqualTo(old));
        }
    }

    @Test
    @DisplayName("10.1, 8.1: what became of refreshes is in meters and at the endpoint")
    void refreshesAreCounted() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.warnings", "off")
                .property("memo.profiles.rates.ttl", "1h")
                .web()
                .start(RATES, TOLD)) {
            Http http = new Http(shop);
            for (RefreshOutcome outcome : RefreshOutcome.values()) {
                assertThat(http.meter("memo.refreshes?tag=outcome:" + outcome.tag()))
                        .isZero();
            }
            assertThat(http.meter("memo.stale?tag=reason:error")).isZero();
            String old = call(shop, "blocking", 1);
            World.change();
            await().untilAsserted(() -> assertThat(call(shop, "blocking", 1)).isNotEqualTo(old));
            assertThat(http.meter("memo.refreshes?tag=outcome:refreshed")).isPositive();
            assertThat(http.meter("memo.stale?tag=reason:refreshing")).isPositive();
            assertThat(http.send("GET", "memo/Rates.blocking").body())
                    .contains("\"refreshes\"", "\"refreshed\"", "\"stale\"", "\"refreshing\"");
        }
    }

    @Test
    @DisplayName("10.1: a context that closes does not wait for a refresh that is under way")
    void closingDoesNotWait() throws InterruptedException {
        try (OutsideApplication shop = start()) {
            MemoizedMethod held = shop.memoized("Rates.held");
            String old = call(shop, "held", 1);
            World.shut();
            await().untilAsserted(() -> {
                assertThat(call(shop, "held", 1)).isEqualTo(old);
                assertThat(Runs.of("held")).isEqualTo(2);
            });
            World.awaitComputing();
            shop.close();
            assertThat(held.figures().refreshes().get(RefreshOutcome.CANCELLED)).isOne();
        } finally {
            World.open();
        }
    }
}
