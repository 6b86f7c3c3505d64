package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextLifeTests {

    private static final int CONTEXTS = 20;

    private static final String PRICES = """
            package shop;
            import java.util.*;
            import java.util.concurrent.*;
            @org.springframework.stereotype.Service
            public class Prices {
                public record Price(String article, List<Integer> cents) {}
                @io.memo.Memoize(ttl = "1h")
                public Price price(Price asked) {
                    return new Price(asked.article(), new ArrayList<>(List.of(1)));
                }
                @io.memo.Memoize
                public List<Integer> many() {
                    return new ArrayList<>(Collections.nCopies(1000, 1));
                }
                @io.memo.Memoize(ttl = "1h")
                public CompletableFuture<Price> later(String article) {
                    return CompletableFuture.supplyAsync(() -> new Price(article, List.of(2)));
                }
                @io.memo.Memoize
                public CompletableFuture<Price> never(String article) {
                    return new CompletableFuture<>();
                }
                public Price some() { return new Price("tea", List.of()); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("3.7: twenty contexts, one after the other, leave no thread behind")
    void nothingIsLeft() {
        use(folder.resolve("first"));
        Set<Thread> before = threads();
        for (int i = 0; i < CONTEXTS; i++) {
            use(folder.resolve("context" + i));
        }
        // In this thread, or the thread that looks would be one that was not there before.
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(threads())
                        .filteredOn(thread -> !before.contains(thread))
                        .as("threads that were not there before")
                        .allMatch(thread -> thread.getName().startsWith("ForkJoinPool.commonPool-")));
    }

    private static void use(Path folder) {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(PRICES)) {
            Object asked = shop.call("shop.Prices", "some");
            Object price = shop.call("shop.Prices", "price", asked);
            assertThat(shop.<Object>call("shop.Prices", "price", asked)).isSameAs(price);
            // The third has its result checked behind it.
            for (int i = 0; i < 3; i++) {
                shop.call("shop.Prices", "many");
            }
            shop.<CompletableFuture<?>>call("shop.Prices", "later", "tea").join();
            // Two callers, one of them waiting with a timeout, for what never comes.
            assertThat(shop.<CompletableFuture<?>>call("shop.Prices", "never", "tea"))
                    .isNotDone();
            assertThat(shop.<CompletableFuture<?>>call("shop.Prices", "never", "tea"))
                    .isNotDone();
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
