package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 3.4: results that are not there when the method returns. */
class AsyncResultsTests {

    private static final String QUOTES = """
            package shop;
            import java.util.concurrent.*;
            import reactor.core.publisher.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize
                public CompletableFuture<String> future(int n) {
                    io.memo.acceptance.Runs.ran("future");
                    return CompletableFuture.supplyAsync(() -> "f" + n);
                }
                @io.memo.Memoize(suppressWarnings = "user-context")
                public Mono<String> mono(int n) {
                    return Mono.deferContextual(context -> {
                        io.memo.acceptance.Runs.ran("mono");
                        return n < 0 ? Mono.error(new IllegalStateException("negative"))
                                : n == 0 ? Mono.empty() : Mono.just("m" + n + context.getOrDefault("user", ""));
                    });
                }
                @io.memo.Memoize
                public Flux<Integer> flux(int n) {
                    return Flux.range(0, n).doOnSubscribe(s -> io.memo.acceptance.Runs.ran("flux"));
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    void futureIsStoredByItsValue() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            CompletableFuture<String> first = shop.call("shop.Quotes", "future", 1);
            assertThat(first.join()).isEqualTo("f1");
            CompletableFuture<String> second = shop.call("shop.Quotes", "future", 1);
            assertThat(second).isNotSameAs(first).isCompletedWithValue("f1");
            assertThat(Runs.of("future")).isOne();
        }
    }

    @Test
    @DisplayName("3.4: Mono: per subscription, empty kept, failure not, in the subscriber's context")
    void monoRunsOnSubscription() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            Mono<String> cold = shop.call("shop.Quotes", "mono", 1);
            assertThat(Runs.of("mono")).as("nobody subscribed").isZero();
            assertThat(cold.contextWrite(context -> context.put("user", "Ann")).block())
                    .isEqualTo("m1Ann");
            assertThat(cold.block()).isEqualTo("m1Ann");
            assertThat(Runs.of("mono")).isOne();

            Mono<String> empty = shop.call("shop.Quotes", "mono", 0);
            assertThat(empty.block()).isNull();
            assertThat(empty.block()).isNull();
            assertThat(Runs.of("mono")).isEqualTo(2);

            Mono<String> failing = shop.call("shop.Quotes", "mono", -1);
            assertThatThrownBy(failing::block)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("negative");
            assertThatThrownBy(failing::block).isInstanceOf(IllegalStateException.class);
            assertThat(Runs.of("mono")).isEqualTo(4);
        }
    }

    @Test
    @DisplayName(
            "3.4: Flux: kept as a list, replayed for each subscriber; one that cancels as the last one cancels the source")
    void fluxIsReplayedToEachSubscriber() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            Flux<Integer> flux = shop.call("shop.Quotes", "flux", 3);
            assertThat(flux.take(1).collectList().block()).isEqualTo(List.of(0));
            assertThat(flux.collectList().block()).isEqualTo(List.of(0, 1, 2));
            Flux<Integer> again = shop.call("shop.Quotes", "flux", 3);
            assertThat(again.collectList().block()).isEqualTo(List.of(0, 1, 2));
            assertThat(Runs.of("flux")).isEqualTo(2);
        }
    }
}
