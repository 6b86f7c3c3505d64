package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 6, 8.2: an outside project sees the right reason of each kind of miss over HTTP, produced for real. */
class MissReasonsTests {

    private static final String ORDER = """
            package shop;
            import java.util.*;
            public record Order(String customer, List<Line> lines) {
                public record Line(String product, int price) { }
                public static Order of(int... prices) {
                    List<Line> lines = new ArrayList<>();
                    for (int price : prices) { lines.add(new Line("tea", price)); }
                    return new Order("ann", lines);
                }
            }
            """;

    private static final String TAX = """
            package shop;
            public class Tax { static int vat(int net) { return net * 20 / 100; } }
            """;

    private static final String CONFIG = """
            package shop;
            public class Config { static int discount = 1; }
            """;

    private static final String BASKET = """
            package shop;
            import java.util.*;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Basket {
                private int rate = 1;
                private boolean broken;

                @Memoize
                public int total(String region, Order order) {
                    return order.lines().stream().mapToInt(Order.Line::price).map(Tax::vat).sum() * rate * Config.discount;
                }
                @Memoize(ttl = "50ms")
                public int shortly(int number) { return number; }
                @Memoize(maxEntries = 1)
                public int single(int number) { return number; }
                @Memoize(onMutation = MutationPolicy.RECOMPUTE)
                public List<Integer> list(int number) { return new ArrayList<>(List.of(number)); }
                @Memoize
                public int changing(int number) { rate = rate == 1 ? 2 : 1; return number; }
                @Memoize
                public int failing(int number) {
                    if (broken) { throw new IllegalStateException(); }
                    return number;
                }
                @Memoize(unless = "#result < 0")
                public int vetoed(int number) { return number; }
                @Memoize(condition = "#number > 0")
                public int positive(int number) { return number; }
                public void rate(int rate) { this.rate = rate; }
                public void discount(int discount) { Config.discount = discount; }
                public void broken(boolean broken) { this.broken = broken; }
            }
            """;

    private static final String HASHER = """
            package shop;
            @org.springframework.stereotype.Component
            public class TextHasher implements io.memo.Hasher<StringBuffer> {
                public Object hash(StringBuffer value) { return value.toString(); }
            }
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path explain;

    @Test
    @DisplayName("8.2: what changes while the application runs")
    void inOneRun() throws Exception {
        try (OutsideApplication shop = start(TAX, HASHER, BASKET)) {
            Http http = new Http(shop);
            total(shop, "EU", 1, 2, 3, 4);
            assertMiss(http, "total", "first-call", "first call");

            total(shop, "EU", 1, 2, 3, 5);
            assertMiss(http, "total", "argument-changed", "order.lines[3].price changed", "order.lines[3].price");

            shop.call("shop.Basket", "rate", 2);
            total(shop, "EU", 1, 2, 3, 5);
            assertMiss(http, "total", "external-changed", "this.rate changed", "this.rate");

            shop.call("shop.Basket", "discount", 2);
            total(shop, "EU", 1, 2, 3, 5);
            assertMiss(http, "total", "external-changed", "Config.discount changed", "Config.discount");

            total(shop, "US", 1, 2, 3, 5);
            assertMiss(http, "total", "argument-changed", "region changed", "region");

            total(shop, "US", 1, 2, 3, 5);
            assertThat(http.<List<?>>get("memo/Basket.total/misses", "$.misses"))
                    .hasSize(5);
            assertThat(http.<Integer>get("memo/Basket.total", "$.hits")).isOne();

            shop.bean(Memoizer.class).clear("Basket.total");
            total(shop, "US", 1, 2, 3, 5);
            assertMiss(http, "total", "cleared", "cleared");

            assertThat(http.send("DELETE", "memo/Basket.total").statusCode()).isEqualTo(204);
            total(shop, "US", 1, 2, 3, 5);
            assertMiss(http, "total", "cleared", "cleared");
        }
    }

    @Test
    @DisplayName("8.2: what becomes of entries")
    void lostEntriesAreExplained() {
        try (OutsideApplication shop = start(TAX, HASHER, BASKET)) {
            Http http = new Http(shop);
            shop.call("shop.Basket", "shortly", 1);
            await().untilAsserted(() -> {
                shop.call("shop.Basket", "shortly", 1);
                assertMiss(http, "shortly", "expired", "expired");
            });

            shop.call("shop.Basket", "single", 1);
            // Which one stays is the store's to say, and it says so later.
            await().untilAsserted(() -> {
                shop.call("shop.Basket", "single", 2);
                shop.call("shop.Basket", "single", 1);
                assertMiss(http, "single", "evicted", "evicted: the limit of entries or of bytes was reached");
            });

            List<Integer> list = shop.call("shop.Basket", "list", 1);
            list.add(2);
            shop.call("shop.Basket", "list", 1);
            assertMiss(http, "list", "mutated", "the stored object was changed, and its entry dropped");
        }
    }

    @Test
    @DisplayName("8.2: what is not stored")
    void notStored() {
        try (OutsideApplication shop = start(TAX, HASHER, BASKET)) {
            Http http = new Http(shop);
            shop.call("shop.Basket", "changing", 1);
            shop.call("shop.Basket", "rate", 1);
            shop.call("shop.Basket", "changing", 1);
            assertMiss(
                    http, "changing", "changed-during-run", "not stored before, for something changed during the run");

            shop.call("shop.Basket", "broken", true);
            assertThatThrownBy(() -> shop.call("shop.Basket", "failing", 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> shop.call("shop.Basket", "failing", 1)).isInstanceOf(IllegalStateException.class);
            assertMiss(http, "failing", "failed", "the computation before failed");

            shop.call("shop.Basket", "vetoed", -1);
            shop.call("shop.Basket", "vetoed", -1);
            assertMiss(http, "vetoed", "not-stored", "the result was not stored before");

            shop.call("shop.Basket", "positive", -1);
            assertMiss(http, "positive", "direct", "the call went by the cache");
        }
    }

    @Test
    @DisplayName("8.2: what changes from one start to the next: a class is edited, a hasher, the version")
    void acrossRestarts() throws Exception {
        assertFirstMiss(TAX, HASHER, BASKET, "first-call", "first call");
        assertFirstMiss(TAX, HASHER, BASKET, "first-call", "first call");

        String tax = TAX.replace("20", "21");
        assertFirstMiss(
                tax,
                HASHER,
                BASKET,
                "code-changed",
                "the code changed since the last start: body of shop.Tax.vat(int) changed",
                "body of shop.Tax.vat(int) changed");

        String hasher = HASHER.replace("value.toString()", "value.length()");
        assertFirstMiss(
                tax,
                hasher,
                BASKET,
                "hasher-changed",
                "a hasher changed since the last start: shop.TextHasher of java.lang.StringBuffer",
                "shop.TextHasher of java.lang.StringBuffer");

        assertFirstMiss(
                tax,
                hasher,
                BASKET.replace("@Memoize\n    public int total", "@Memoize(version = \"2\")\n    public int total"),
                "version-changed",
                "the version changed since the last start");
    }

    private void assertFirstMiss(
            String tax, String hasher, String basket, String cause, String reason, String... places) throws Exception {
        try (OutsideApplication shop = start(tax, hasher, basket)) {
            total(shop, "EU", 1);
            assertMiss(new Http(shop), "total", cause, reason, places);
        }
    }

    private OutsideApplication start(String tax, String hasher, String basket) {
        return OutsideApplication.in(folder)
                .web()
                .property("management.endpoint.memo.access", "unrestricted")
                .property("memo.warnings", "off")
                .property("memo.explain.directory", explain)
                .start(ORDER, CONFIG, tax, hasher, basket);
    }

    private static void total(OutsideApplication shop, String region, int... prices) throws Exception {
        Object order = shop.type("shop.Order").getMethod("of", int[].class).invoke(null, prices);
        shop.call("shop.Basket", "total", region, order);
    }

    /** Asserts the last miss. */
    private static void assertMiss(Http http, String method, String cause, String reason, String... places) {
        Map<String, Object> miss = http.get("memo/Basket." + method + "/misses", "$.misses[0]");
        assertThat(miss)
                .containsEntry("cause", cause)
                .containsEntry("reason", reason)
                .containsEntry("places", List.of(places))
                .containsOnlyKeys("at", "cause", "reason", "places");
        assertThat(http.<Map<String, Object>>get("memo/Basket." + method, "$.lastMisses[0]"))
                .isEqualTo(miss);
    }
}
