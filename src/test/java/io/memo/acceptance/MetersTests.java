package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What can be watched, over HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class MetersTests {

    private static final String REPORTS = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Reports {
                private String factor = "canary-external";
                @io.memo.Memoize
                public List<String> total(String region) {
                    return new ArrayList<>(List.of("canary-value", region, factor));
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("8.1: meters are at 0 from the start and count what is done")
    void metersCount() {
        try (OutsideApplication shop = OutsideApplication.in(folder).web().start(REPORTS)) {
            Http http = new Http(shop);
            assertThat(List.of(
                            "memo.gets?tag=result:hit",
                            "memo.gets?tag=result:miss",
                            "memo.mutations",
                            "memo.bytes",
                            "memo.entries",
                            "memo.hits.latency",
                            "memo.computations?tag=outcome:stored",
                            "memo.computations?tag=outcome:failed",
                            "memo.computations.active",
                            "memo.evictions?tag=cause:cleared",
                            "memo.evictions?tag=cause:expired",
                            "memo.errors?tag=part:key"))
                    .allSatisfy(meter -> assertThat(http.meter(meter)).isZero());

            List<String> total = shop.call("shop.Reports", "total", "EU");
            shop.call("shop.Reports", "total", "EU");
            total.add("changed");
            shop.call("shop.Reports", "total", "EU");

            assertThat(http.meter("memo.gets?tag=result:hit")).isEqualTo(2);
            assertThat(http.meter("memo.gets?tag=name:Reports.total&tag=result:miss"))
                    .isOne();
            assertThat(http.meter("memo.mutations?tag=name:Reports.total")).isOne();
            assertThat(http.meter("memo.entries")).isOne();
            assertThat(http.meter("memo.bytes")).isBetween(100.0, 2_000.0);
            assertThat(http.meter("memo.computations?tag=outcome:stored")).isOne();
            assertThat(http.meter("memo.computations.active")).isZero();
        }
    }

    @Test
    @DisplayName("8.2: the endpoint lists the methods and shows one; unknown is 404")
    void endpointShowsFigures() {
        try (OutsideApplication shop = OutsideApplication.in(folder).web().start(REPORTS)) {
            Http http = new Http(shop);
            shop.call("shop.Reports", "total", "EU");
            shop.call("shop.Reports", "total", "EU");

            assertThat(http.<String>get("memo", "$.methods[0].name")).isEqualTo("Reports.total");
            assertThat(http.<String>get("memo", "$.methods[0].fingerprint"))
                    .isEqualTo(shop.memoized("Reports.total").fingerprint())
                    .matches("[0-9a-f]{64}");
            assertThat(http.<Integer>get("memo/Reports.total", "$.hits")).isOne();
            assertThat(http.<Integer>get("memo/Reports.total", "$.misses")).isOne();
            assertThat(http.<Double>get("memo/Reports.total", "$.hitRatio")).isEqualTo(0.5);
            assertThat(http.<Integer>get("memo/Reports.total", "$.entries")).isOne();
            assertThat(http.<Integer>get("memo/Reports.total", "$.computations.stored.count"))
                    .isOne();
            assertThat(http.<Integer>get("memo/Reports.total", "$.evictions.expired"))
                    .isZero();
            assertThat(http.<List<String>>get("memo/Reports.total", "$.externalVariables"))
                    .containsExactly("shop.Reports.factor");
            assertThat(http.<List<String>>get("memo/Reports.total", "$.manifest"))
                    .anyMatch(line -> line.contains("shop.Reports.total"));
            assertThat(http.send("GET", "memo/Nothing.here").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("8.2: DELETE is refused unless access is unrestricted")
    void deleteClearsOnlyWhenAllowed() {
        try (OutsideApplication shop = OutsideApplication.in(folder).web().start(REPORTS)) {
            shop.call("shop.Reports", "total", "EU");
            assertThat(new Http(shop).send("DELETE", "memo").statusCode()).isEqualTo(405);
            assertThat(shop.bean(Memoizer.class).explain("Reports.total", "EU").hit())
                    .isTrue();
        }
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("management.endpoint.memo.access", "unrestricted")
                .start(REPORTS)) {
            Http http = new Http(shop);
            Memoizer memoizer = shop.bean(Memoizer.class);
            shop.call("shop.Reports", "total", "EU");
            assertThat(http.send("DELETE", "memo/Nothing.here").statusCode()).isEqualTo(404);
            assertThat(http.send("DELETE", "memo/Reports.total").statusCode()).isEqualTo(204);
            assertThat(memoizer.explain("Reports.total", "EU").hit()).isFalse();

            shop.call("shop.Reports", "total", "EU");
            assertThat(http.send("DELETE", "memo").statusCode()).isEqualTo(204);
            assertThat(memoizer.explain("Reports.total", "EU").hit()).isFalse();
            assertThat(http.meter("memo.evictions?tag=cause:cleared")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("8.1: a computation under way is seen while it lasts, by the long-task timer and in the log")
    void computationUnderWayIsSeen(CapturedOutput output) throws Exception {
        String slow = """
                package shop;
                @org.springframework.stereotype.Service
                public class Slow {
                    @io.memo.MemoIgnore
                    public static final java.util.concurrent.CountDownLatch RELEASE = new java.util.concurrent.CountDownLatch(1);
                    @io.memo.Memoize
                    public String echo(String word) throws InterruptedException { RELEASE.await(); return word; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .web()
                .property("memo.log-slow-after", "1ms")
                .start(slow)) {
            Http http = new Http(shop);
            CompletableFuture<String> word =
                    CompletableFuture.supplyAsync(() -> shop.call("shop.Slow", "echo", "canary-argument"));
            await().until(() -> http.meter("memo.computations.active?tag=name:Slow.echo") == 1);
            await().until(() -> output.getOut().contains("The computation of Slow.echo still runs after PT0.001S"));

            assertThat(word).isNotDone();
            ((CountDownLatch) shop.type("shop.Slow").getField("RELEASE").get(null)).countDown();
            assertThat(word.join()).isEqualTo("canary-argument");
            await().until(() -> http.meter("memo.computations.active?tag=name:Slow.echo") == 0);
            assertThat(output).doesNotContain("canary");
        }
    }
}
