package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MethodFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where beans have proxies and their classes are woven, a call passes memo once. */
@DisplayName("SPEC 12.1")
@ExtendWith(OutputCaptureExtension.class)
class WeavingOnceTests {

    private static final int THREADS = 8;
    private static final int ROUNDS = 400;
    private static final int KEYS = 25;

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import java.util.concurrent.CompletableFuture;
            import reactor.core.publisher.Mono;
            @org.springframework.stereotype.Service
            public class Quotes {
                @Memoize public String price(long product) { Runs.ran("price"); return product % 2 == 0 ? "p" + product : price(product - 1) + "!"; }
                public String self(long product) { return price(product); }
                @Memoize public CompletableFuture<String> later(long product) {
                    Runs.ran("later");
                    return CompletableFuture.supplyAsync(() -> "l" + product);
                }
                @Memoize public Mono<String> mono(long product) { Runs.ran("mono"); return Mono.fromSupplier(() -> { Runs.ran("element"); return "m" + product; }); }
                public Mono<String> monoOnThis(long product) { return mono(product); }
                @Memoize public String failing(int times) { Runs.ran("failing"); if (Runs.countOf("failing") <= times) { throw new IllegalStateException("try again"); } return "done"; }
                @Memoize(condition = "#product > 10") public String large(long product) { Runs.ran("large"); return "g" + product; }
            }
            """;

    private static final String RETRYING = """
            package shop;
            import org.aspectj.lang.ProceedingJoinPoint;
            import org.aspectj.lang.annotation.*;
            @Aspect
            @org.springframework.stereotype.Component
            public class Retrying {
                @Around("execution(* shop.Quotes.failing(..))")
                public Object again(ProceedingJoinPoint call) throws Throwable {
                    try { return call.proceed(); } catch (IllegalStateException e) { return call.proceed() + " at last"; }
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    private OutsideApplication shop(Weaving how, String... more) {
        String[] sources = IntStream.range(0, more.length + 1)
                .mapToObj(i -> i == 0 ? QUOTES : more[i - 1])
                .toArray(String[]::new);
        return OutsideApplication.in(folder).woven(how).start(sources);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "one miss and one run, then hits; a call on this with other arguments within the body is a call of its own")
    void callsThroughProxiesAreCountedOnce(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            for (int i = 0; i < 3; i++) {
                assertThat(shop.<String>call("shop.Quotes", "price", 2L)).isEqualTo("p2");
            }
            MethodFigures even = shop.memoized("Quotes.price").figures();
            assertThat(even.misses()).isOne();
            assertThat(even.hits()).isEqualTo(2);
            assertThat(shop.<String>call("shop.Quotes", "price", 3L)).isEqualTo("p2!");
            MethodFigures odd = shop.memoized("Quotes.price").figures();
            assertThat(odd.misses()).isEqualTo(2);
            assertThat(odd.hits()).isEqualTo(how == Weaving.PROXIES ? 2 : 3);
            assertThat(Runs.of("price")).isEqualTo(how == Weaving.PROXIES ? 3 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("a call whose condition is false runs once, by its proxy and on this")
    void unmemoizedCallsRunOnce(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            assertThat(shop.<String>call("shop.Quotes", "large", 2L)).isEqualTo("g2");
            assertThat(shop.<String>call("shop.Quotes", "large", 20L)).isEqualTo("g20");
            assertThat(shop.<String>call("shop.Quotes", "large", 20L)).isEqualTo("g20");
            assertThat(Runs.of("large")).isEqualTo(2);
            MethodFigures figures = shop.memoized("Quotes.large").figures();
            assertThat(figures.hits()).isOne();
            assertThat(figures.misses()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("results that come later, asked for by another thread")
    void asynchronousCallsAreCountedOnce(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            for (int i = 0; i < 2; i++) {
                assertThat(shop.<CompletableFuture<String>>call("shop.Quotes", "later", 1L)
                                .join())
                        .isEqualTo("l1");
                Mono<String> mono = shop.call("shop.Quotes", "mono", 1L);
                assertThat(mono.subscribeOn(Schedulers.parallel()).block()).isEqualTo("m1");
                Mono<String> onThis = shop.call("shop.Quotes", "monoOnThis", 1L);
                assertThat(onThis.subscribeOn(Schedulers.parallel()).block()).isEqualTo("m1");
            }
            assertThat(Runs.of("later")).isOne();
            assertThat(Runs.of("mono")).isOne();
            assertThat(Runs.of("element")).isOne();
            MethodFigures mono = shop.memoized("Quotes.mono").figures();
            assertThat(mono.misses()).isOne();
            assertThat(mono.hits()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName(
            "advice inside the cache may run the body twice, and a call that does not meet it shares no result with those that do")
    void adviceInsideTheCacheHolds(Weaving how, CapturedOutput output) {
        String onThis = QUOTES.replace(
                "public String self(", "public String failingOnThis() { return failing(1); } public String self(");
        try (OutsideApplication shop = OutsideApplication.in(folder).woven(how).start(onThis, RETRYING)) {
            assertThat(shop.<String>call("shop.Quotes", "failing", 1)).isEqualTo("done at last");
            assertThat(shop.<String>call("shop.Quotes", "failing", 1)).isEqualTo("done at last");
            assertThat(Runs.of("failing")).isEqualTo(2);
            MethodFigures figures = shop.memoized("Quotes.failing").figures();
            assertThat(figures.misses()).isOne();
            assertThat(figures.hits()).isOne();
            assertThat(shop.<String>call("shop.Quotes", "failingOnThis")).isEqualTo("done");
            assertThat(Runs.of("failing")).isEqualTo(3);
            assertThat(output).contains("[self-call] Quotes.failing");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName(
            "eight threads, by the proxy and on this: runs are one for each key, and hits and misses are the calls")
    void countsAreExactUnderLoad(Weaving how) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (OutsideApplication shop = shop(how)) {
            Object quotes = shop.bean("shop.Quotes");
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<Void>> work = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        start.await();
                        for (int i = 0; i < ROUNDS; i++) {
                            long product = 2L * ((i * 7 + thread) % KEYS);
                            String method = (i + thread) % 2 == 0 ? "price" : "self";
                            assertThat(OutsideApplication.<String>invoke(quotes, method, product))
                                    .isEqualTo("p" + product);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            MethodFigures figures = shop.memoized("Quotes.price").figures();
            assertThat(Runs.of("price")).isEqualTo(KEYS);
            assertThat(figures.misses()).isEqualTo(KEYS);
            assertThat(figures.hits() + figures.misses()).isEqualTo((long) THREADS * ROUNDS);
        } finally {
            threads.shutdownNow();
        }
    }
}
