package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.UnhashableTypeException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** SPEC 3.6, Issue 12.4: what can be told before the first call is told when the application starts. */
@ExtendWith(OutputCaptureExtension.class)
class StartTrialTests {

    private static final String DESK = """
            package shop;
            @org.springframework.stereotype.Service
            public class Desk {
                private final org.springframework.web.client.RestClient rest =
                        org.springframework.web.client.RestClient.builder().build();
                private final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                private static final java.util.Random DICE = new java.util.Random();
                @io.memo.Memoize
                public String ask(int id) {
                    io.memo.acceptance.Runs.ran("ask");
                    lock.lock();
                    try { return "" + id + rest.hashCode() + DICE.hashCode(); } finally { lock.unlock(); }
                }
                @io.memo.Memoize
                public String also(int id) {
                    return "" + id + rest.hashCode();
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Issue 12.2, 12.4: a client that was made in a field is hit, and the start says what is not tracked")
    void clientInAFieldIsToldOfAtTheStart(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(DESK)) {
            String first = shop.call("shop.Desk", "ask", 1);
            String again = shop.call("shop.Desk", "ask", 1);
            assertThat(again).isSameAs(first);
            assertThat(output.getAll())
                    .contains(
                            "Desk.rest (org.springframework.web.client.DefaultRestClient) counts by which object it is")
                    .doesNotContain("Desk.lock");
            assertThat(output.getAll().split("Desk\\.rest", -1)).hasSize(2);
            assertThat(shop.bean(Memoizer.class).methods())
                    .filteredOn(method -> method.name().equals("Desk.ask"))
                    .flatExtracting(MemoizedMethod::warnings)
                    .anyMatch(warning -> warning.contains("Desk.DICE (java.util.Random) counts by which object it is"));
        }
    }

    @Test
    @DisplayName("Issue 12.4: a parameter and a result that cannot be hashed are told of at the start")
    void declaredTypesAreToldOfAtTheStart(CapturedOutput output) {
        String desk = """
                package shop;
                @org.springframework.stereotype.Service
                public class Desk {
                    public record Report(String title, java.util.concurrent.locks.Lock lock) {}
                    @io.memo.Memoize
                    public java.util.List<Report> reports() {
                        io.memo.acceptance.Runs.ran("reports");
                        return java.util.List.of(new Report("a", new java.util.concurrent.locks.ReentrantLock()));
                    }
                    @io.memo.Memoize
                    public int length(java.io.InputStream in) { return 1; }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(desk)) {
            assertThat(output.getAll())
                    .contains("[unstorable-result] Desk.reports", "result[].lock (java.util.concurrent.locks.Lock)")
                    .contains("leave the component out: @MemoIgnore Lock lock; in Desk.Report")
                    .contains("[unhashable] Desk.length", "in (java.io.InputStream)");
            assertThat((java.util.List<?>) shop.call("shop.Desk", "reports")).hasSize(1);
            assertThat((java.util.List<?>) shop.call("shop.Desk", "reports")).hasSize(1);
            assertThatThrownBy(() -> shop.call("shop.Desk", "length", java.io.InputStream.nullInputStream()))
                    .isInstanceOf(UnhashableTypeException.class);
        }
    }

    @Test
    @DisplayName("Issue 12.15: a counter that each run changes is named after five runs, once")
    void counterIsNamedAfterFiveRuns(CapturedOutput output) {
        String desk = """
                package shop;
                @org.springframework.stereotype.Service
                public class Desk {
                    private final java.util.concurrent.atomic.AtomicInteger calls = new java.util.concurrent.atomic.AtomicInteger();
                    @io.memo.Memoize(suppressWarnings = "written-state")
                    public int ask(int id) { return id + calls.incrementAndGet(); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(desk)) {
            for (int i = 0; i < 4; i++) {
                shop.call("shop.Desk", "ask", 1);
            }
            assertThat(output.getAll()).doesNotContain("changes-itself");
            for (int i = 0; i < 20; i++) {
                shop.call("shop.Desk", "ask", 1);
            }
            assertThat(output.getAll().split("Desk.ask: changes-itself", -1)).hasSize(2);
            assertThat(output.getAll()).contains("this.calls changed while the method ran");
        }
    }
}
