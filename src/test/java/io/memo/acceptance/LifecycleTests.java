package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of entries, and its limits. */
class LifecycleTests {

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            @org.springframework.stereotype.Service
            public class Quotes {
                @Memoize
                public String price(long product) { return ran("price", product); }
                @Memoize
                public String stock(String product) { return ran("stock", product); }
                @Memoize(name = "stock-by-id")
                public String stock(long product) { return ran("stock-by-id", product); }
                @Memoize
                public String find(@MemoIgnore Object caller, String word, String... more) {
                    return ran("find", word + java.util.Arrays.toString(more));
                }
                @Memoize
                public String nothing() { return ran("nothing", null); }
                @Memoize(ttl = "${quotes.ttl:1h}")
                public String withDefault() { return ran("withDefault", ""); }
                @Memoize(ttl = "${quotes.none:}")
                public String withoutTtl() { return ran("withoutTtl", ""); }
                private static String ran(String what, Object value) {
                    io.memo.acceptance.Runs.ran(what);
                    return value == null ? null : what + value;
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
    @DisplayName("L01, L03: equal calls hit, null results too; 256 entries all hit")
    void equalCallsHit() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            for (int round = 0; round < 2; round++) {
                for (long product = 0; product < 256; product++) {
                    shop.call("shop.Quotes", "price", product);
                }
                Object nothing = shop.call("shop.Quotes", "nothing");
                assertThat(nothing).isNull();
            }
            assertThat(Runs.of("price")).isEqualTo(256);
            assertThat(Runs.of("nothing")).isOne();
        }
    }

    @Test
    @DisplayName("L14: switched off at run time, one method or all: runs each time; on again: old entries are hit")
    void switchedOffMethodAlwaysRuns() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            prices(shop, 1, 1);
            memoizer.setEnabled("Quotes.price", false);
            prices(shop, 1, 1, 2);
            shop.call("shop.Quotes", "nothing");
            shop.call("shop.Quotes", "nothing");
            assertThat(Runs.of("price")).isEqualTo(4);
            assertThat(Runs.of("nothing")).isOne();

            memoizer.setEnabled("Quotes.price", true);
            memoizer.setEnabled(false);
            prices(shop, 1);
            shop.call("shop.Quotes", "nothing");
            assertThat(Runs.of("price")).isEqualTo(5);
            assertThat(Runs.of("nothing")).isEqualTo(2);

            memoizer.setEnabled(true);
            prices(shop, 1);
            shop.call("shop.Quotes", "nothing");
            assertThat(Runs.of("price")).isEqualTo(5);
            assertThat(Runs.of("nothing")).isEqualTo(2);
            prices(shop, 2);
            assertThat(Runs.of("price")).as("was not stored").isEqualTo(6);
        }
    }

    @Test
    @DisplayName("2, L14: memo.methods.<name>.enabled=false holds from the start, until it is switched on")
    void switchedOffFromTheStart() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.methods.Quotes.price.enabled", "false")
                .start(QUOTES)) {
            prices(shop, 1, 1);
            assertThat(Runs.of("price")).isEqualTo(2);
            assertThat(shop.memoized("Quotes.price").enabled()).isFalse();
            assertThat(shop.memoized("Quotes.nothing").enabled()).isTrue();
            shop.bean(Memoizer.class).setEnabled("Quotes.price", true);
            prices(shop, 1, 1);
            assertThat(Runs.of("price")).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("2: what memo.enabled=false left out cannot be switched on, and says so")
    void leftOut() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("memo.enabled", "false").start(QUOTES)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            memoizer.setEnabled(false);
            assertThat(memoizer.enabled()).isFalse();
            assertThatThrownBy(() -> memoizer.setEnabled(true))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("memo.enabled=false");
        }
    }

    @Test
    @DisplayName("L15: asked before, after, and after clear: false, true, false; it does not run nor count as a call")
    void dryQuery() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            prices(shop, 7);
            assertThat(memoizer.explain("Quotes.price", 1).hit()).isFalse();
            prices(shop, 1);
            assertThat(memoizer.explain("Quotes.price", 1).hit()).isTrue();
            memoizer.clear("Quotes.price");
            assertThat(memoizer.explain("Quotes.price", 1).hit()).isFalse();
            assertThat(Runs.of("price")).isEqualTo(2);
            MethodFigures figures = shop.memoized("Quotes.price").figures();
            assertThat(figures.hits()).isZero();
            assertThat(figures.misses()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("L16: hits, misses and entries by method; time saved is 0 after misses and grows with each hit")
    void figuresCountByMethod() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            MemoizedMethod price = shop.memoized("Quotes.price");
            prices(shop, 1, 2);
            assertThat(price.figures().misses()).isEqualTo(2);
            assertThat(price.figures().entries()).isEqualTo(2);
            assertThat(price.figures().timeSaved()).isEqualTo(Duration.ZERO);
            prices(shop, 1);
            Duration once = price.figures().timeSaved();
            prices(shop, 1);
            assertThat(once).isPositive();
            assertThat(price.figures().timeSaved()).isGreaterThan(once);
            assertThat(price.figures().hits()).isEqualTo(2);
            assertThat(price.figures().hitRatio()).isEqualTo(0.5);
            assertThat(shop.memoized("Quotes.nothing").figures().entries()).isZero();
        }
    }

    @Test
    @DisplayName(
            "2, 3.7: clear(name, arguments) takes them as a call does: widened, null, variable, ignored, overloaded")
    void clearsOneCall() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            Object quotes = shop.bean("shop.Quotes");
            prices(shop, 1);
            memoizer.clear("Quotes.price", 1);
            prices(shop, 1);
            assertThat(Runs.of("price")).as("an int for a long").isEqualTo(2);

            find(quotes, "a");
            find(quotes, "a", "b", "c");
            assertThat(memoizer.explain("Quotes.find", null, "a", "b", "c").hit())
                    .isTrue();
            memoizer.clear("Quotes.find", "anybody", "a", "b", "c");
            find(quotes, "a");
            find(quotes, "a", "b", "c");
            assertThat(Runs.of("find")).isEqualTo(3);

            String byName = shop.bean(Memoizer.class).methods().stream()
                    .map(MemoizedMethod::name)
                    .filter(name -> name.startsWith("Quotes.stock-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(memoizer.explain(byName, (Object) null).hit()).isFalse();
            stock(quotes, null);
            assertThat(memoizer.explain(byName, (Object) null).hit()).isTrue();
            assertThat(memoizer.explain("stock-by-id", 1).hit()).isFalse();
            memoizer.clear(byName, (Object[]) null);
            stock(quotes, null);
            assertThat(Runs.of("stock")).isEqualTo(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> memoizer.clear("stock-by-id", "a"))
                    .withMessageContaining("long")
                    .withMessageContaining("java.lang.String");
        }
    }

    @Test
    @DisplayName("2, L05: a ttl may be a placeholder, one with a default, one that is empty")
    void ttlPlaceholders() {
        try (OutsideApplication shop =
                OutsideApplication.in(folder).property("quotes.ttl", "1ns").start(QUOTES)) {
            org.awaitility.Awaitility.await().until(() -> {
                shop.call("shop.Quotes", "withDefault");
                return Runs.of("withDefault") > 1;
            });
            shop.call("shop.Quotes", "withoutTtl");
            shop.call("shop.Quotes", "withoutTtl");
            assertThat(Runs.of("withoutTtl")).isOne();
        }
    }

    @ParameterizedTest
    @DisplayName("2, L05: a duration that Boot does not know is refused, as in its own properties")
    @ValueSource(strings = {"1d12h", "soon", "${not.there}", "0"})
    void ttlRefused(String ttl) {
        String quotes = QUOTES.replace("${quotes.ttl:1h}", ttl);
        assertThatThrownBy(() -> OutsideApplication.in(folder).start(quotes))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("withDefault")
                .hasMessageContaining("ttl = \"" + ttl + "\"");
    }

    private static void prices(OutsideApplication shop, long... products) {
        for (long product : products) {
            shop.call("shop.Quotes", "price", product);
        }
    }

    private static void find(Object quotes, String word, String... more) {
        OutsideApplication.invoke(quotes, "find", List.of(), word, more);
    }

    private static void stock(Object quotes, String product) {
        try {
            quotes.getClass().getMethod("stock", String.class).invoke(quotes, product);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
