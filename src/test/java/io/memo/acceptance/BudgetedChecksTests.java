package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.CachedObjectMutatedEvent;
import io.memo.MemoizedMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

@ExtendWith(OutputCaptureExtension.class)
class BudgetedChecksTests {

    private static final String CATALOGUE = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            import java.util.stream.*;
            @org.springframework.stereotype.Service
            public class Catalogue {
                @Memoize
                public List<Integer> all() { return many(); }
                @Memoize
                public CompletableFuture<List<Integer>> later() { return CompletableFuture.completedFuture(many()); }
                @Memoize(mutationCheck = CheckMode.ALWAYS)
                public List<Integer> checked() { return many(); }
                @Memoize(name = "set")
                public List<Integer> setByProperty() { return many(); }
                private static List<Integer> many() {
                    return IntStream.range(0, 1000).boxed().collect(Collectors.toCollection(ArrayList::new));
                }
            }
            """;

    @TempDir
    private Path folder;

    private final Queue<CachedObjectMutatedEvent> events = new ConcurrentLinkedQueue<>();

    private OutsideApplication start(String... property) {
        OutsideApplication.Setup application = OutsideApplication.in(folder);
        for (String each : property) {
            application = application.property(each.split("=")[0], each.split("=")[1]);
        }
        OutsideApplication shop = application.start(CATALOGUE);
        shop.context().addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof CachedObjectMutatedEvent mutated) {
                events.add(mutated);
            }
        });
        return shop;
    }

    @Test
    @DisplayName(
            "5.6: a large result is changed after a hit, nobody asks again: the alert and the event come by themselves")
    void nobodyAsksAgain(CapturedOutput output) {
        try (OutsideApplication shop = start()) {
            for (int i = 0; i < 3; i++) {
                shop.call("shop.Catalogue", "all");
            }
            List<Integer> all = shop.call("shop.Catalogue", "all");
            all.set(7, -1);
            CompletableFuture<List<Integer>> later = null;
            for (int i = 0; i < 4; i++) {
                later = shop.call("shop.Catalogue", "later");
            }
            later.join().set(8, -1);
            await().until(() -> events.size() == 2);
            assertThat(events)
                    .extracting(CachedObjectMutatedEvent::places)
                    .containsExactlyInAnyOrder(List.of("result[7]"), List.of("result[8]"));
            assertThat(output).contains("The cached result of Catalogue.all was changed", "result[7]");
            MemoizedMethod method = shop.memoized("Catalogue.all");
            assertThat(method.figures().checks().count()).isGreaterThanOrEqualTo(2);
            assertThat(method.figures().checks().longestDelay()).isPositive();
        }
    }

    @Test
    @DisplayName("5.6: ALWAYS, by annotation or by the property of a method: the next hit tells, in its own thread")
    void alwaysTellsAtTheNextHit() {
        try (OutsideApplication shop = start("memo.methods.set.mutation-check=always")) {
            for (String method : List.of("checked", "setByProperty")) {
                for (int state = 1; state <= 3; state++) {
                    List<Integer> stored = shop.call("shop.Catalogue", method);
                    stored.set(7, -state);
                    shop.call("shop.Catalogue", method);
                    assertThat(events).hasSize(state);
                }
                events.clear();
            }
        }
    }

    @Test
    @DisplayName("5.6: memo.mutation-check=always holds for every method that does not say so itself")
    void alwaysForAll() {
        try (OutsideApplication shop = start("memo.mutation-check=always")) {
            for (int state = 1; state <= 3; state++) {
                List<Integer> stored = shop.call("shop.Catalogue", "all");
                stored.set(7, -state);
                shop.call("shop.Catalogue", "all");
                assertThat(events).hasSize(state);
            }
        }
    }
}
