package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that {@code st.cache} is explained with, on an application that only has the starter. */
class SeedExamplesTests {

    private static final String QUOTES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Quotes {
                private final Rates rates;
                public Quotes(Rates rates) { this.rates = rates; }
                @io.memo.Memoize
                public String price(long product, String region) {
                    io.memo.acceptance.Runs.ran("price");
                    return product + region + rates.of(region);
                }
            }
            """;

    private static final String RATES = """
            package shop;
            @org.springframework.stereotype.Component
            public class Rates {
                private int base = 1;
                private int unread = 1;
                public void setBase(int base) { this.base = base; }
                public void setUnread(int unread) { this.unread = unread; }
                int of(String region) { return base * 10; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("1.2, L01: basic use")
    void secondCallDoesNotRun() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES, RATES)) {
            String first = shop.call("shop.Quotes", "price", 1L, "EU");
            String second = shop.call("shop.Quotes", "price", 1L, "EU");

            assertThat(first).isEqualTo("1EU10").isSameAs(second);
            assertThat(Runs.of("price")).isOne();
        }
    }

    @Test
    @DisplayName("1.2: an argument changes, and changes back")
    void anotherArgumentRunsAndTheOldOneStillHits() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES, RATES)) {
            shop.call("shop.Quotes", "price", 1L, "EU");
            shop.call("shop.Quotes", "price", 2L, "EU");
            shop.call("shop.Quotes", "price", 1L, "US");
            assertThat(Runs.of("price")).isEqualTo(3);

            shop.call("shop.Quotes", "price", 1L, "EU");
            assertThat(Runs.of("price")).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("X01, X03: an external variable changes, and changes back")
    void configurationThatIsReadCountsAndThatIsNotReadDoesNot() {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(QUOTES, RATES)) {
            shop.call("shop.Quotes", "price", 1L, "EU");
            shop.call("shop.Rates", "setBase", 2);
            assertThat(shop.<String>call("shop.Quotes", "price", 1L, "EU")).isEqualTo("1EU20");
            shop.call("shop.Rates", "setBase", 1);
            assertThat(shop.<String>call("shop.Quotes", "price", 1L, "EU")).isEqualTo("1EU10");
            assertThat(Runs.of("price")).isEqualTo(2);

            shop.call("shop.Rates", "setUnread", 2);
            shop.call("shop.Quotes", "price", 1L, "EU");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("6.2, C22: the body changes, and changes back")
    void fingerprintFollowsTheBodyAndReturns() {
        String original = fingerprint("v1", QUOTES, RATES);
        String edited = fingerprint("v2", QUOTES.replace("product + region", "region + product"), RATES);
        String reverted = fingerprint("v3", QUOTES, RATES);

        assertThat(edited).isNotEqualTo(original);
        assertThat(reverted).isEqualTo(original);
    }

    @Test
    @DisplayName("6.2, C06: an inner function changes")
    void fingerprintFollowsCodeThatIsCalled() {
        String original = fingerprint("v1", QUOTES, RATES);
        String edited = fingerprint("v2", QUOTES, RATES.replace("base * 10", "base * 11"));

        assertThat(edited).isNotEqualTo(original);
    }

    @Test
    @DisplayName("6.3, C02: comments and lines do not count")
    void fingerprintIgnoresFormatting() {
        String original = fingerprint("v1", QUOTES, RATES);
        String formatted = fingerprint("v2", QUOTES.replace("{", "{ // a comment\n\n"), RATES);

        assertThat(formatted).isEqualTo(original);
    }

    @Test
    @DisplayName("1.4, N01: all callers share, also those who come while it is computed")
    void fiftyThreadsComputeOnce() {
        String slow = QUOTES.replace(
                "Runs.ran(\"price\");", "Runs.ran(\"price\"); io.memo.acceptance.Runs.awaitCallers(50);");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(slow, RATES)) {
            Object quotes = shop.bean("shop.Quotes");
            List<Thread> threads = new ArrayList<>();
            IntStream.range(0, 50).forEach(i -> {
                Thread thread = new Thread(() -> {
                    Runs.called();
                    OutsideApplication.invoke(quotes, "price", 1L, "EU");
                });
                threads.add(thread);
                thread.start();
            });
            threads.forEach(SeedExamplesTests::join);

            assertThat(Runs.of("price")).isOne();
            assertThat(shop.memoized("Quotes.price").figures().hits()).isEqualTo(49);
        }
    }

    private String fingerprint(String version, String... sources) {
        try (OutsideApplication shop =
                OutsideApplication.in(folder.resolve(version)).start(sources)) {
            return shop.memoized("Quotes.price").fingerprint();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
