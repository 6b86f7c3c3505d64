package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.CachedObjectMutatedException;
import io.memo.Memoizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** 5.2, 8.3: memo.show-values=true lets an alert show what a changed place holds now. */
@ExtendWith(OutputCaptureExtension.class)
class ShowValuesTests {

    private static final String INVOICE = """
            package shop;
            import java.util.*;
            public class Invoice {
                public enum State { OPEN, PAID }
                public final List<Line> lines = new ArrayList<>(List.of(new Line("12.50"), new Line("1")));
                public final Map<String, Object> totals = new HashMap<>(Map.of("net", 1L));
                public final Map<State, long[]> history = new EnumMap<>(Map.of(State.OPEN, new long[] {1, 2}));
                public State state = State.OPEN;
                public Object owner = "Ann";
                public static class Line {
                    public java.math.BigDecimal price;
                    public Line(String price) { this.price = new java.math.BigDecimal(price); }
                    @Override public String toString() { throw new AssertionError("user code"); }
                }
                public void change() {
                    lines.get(0).price = new java.math.BigDecimal("13.75");
                    totals.put("net", null);
                    history.get(State.OPEN)[1] = 7;
                    state = State.PAID;
                    owner = new Line("3");
                }
            }
            """;

    private static final String BILLING = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Billing {
                @io.memo.Memoize public Invoice invoice() { return new Invoice(); }
                @io.memo.Memoize(onMutation = io.memo.MutationPolicy.FAIL)
                public Map<String, String> texts() { return new HashMap<>(Map.of("text", "short")); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("5.2: the present value of each place, by its kind, without running code of the user's")
    void presentValuesAreShown(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.show-values", "true")
                .start(INVOICE, BILLING)) {
            OutsideApplication.invoke(shop.call("shop.Billing", "invoice"), "change");
            shop.call("shop.Billing", "invoice");

            assertThat(output)
                    .contains(": result.history[OPEN] (now 2 elements), result.lines[0].price (now 13.75),"
                            + " result.owner (now an object of shop.Invoice$Line), result.state (now PAID),"
                            + " result.totals[\"net\"] (now null). The changed object is returned.");
        }
    }

    @Test
    @DisplayName("5.2: a long value is shortened, a container counted; the exception tells the same")
    void longValuesAreShortened(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.show-values", "true")
                .start(INVOICE, BILLING)) {
            Map<String, String> texts = shop.call("shop.Billing", "texts");
            texts.put("text", "x".repeat(100));
            String shown = "result[\"text\"] (now \"" + "x".repeat(40) + "…\"). This call fails";
            assertThatThrownBy(() -> shop.call("shop.Billing", "texts"))
                    .isInstanceOf(CachedObjectMutatedException.class)
                    .hasMessageContaining(shown);
            assertThat(output).contains(shown);

            texts.put("more", "");
            assertThatThrownBy(() -> shop.call("shop.Billing", "texts"))
                    .hasMessageContaining("result (now 2 entries). This call fails");
        }
    }

    @Test
    @DisplayName("8.3: not by default")
    void offByDefault(CapturedOutput output) {
        try (OutsideApplication shop = OutsideApplication.in(folder).start(INVOICE, BILLING)) {
            OutsideApplication.invoke(shop.call("shop.Billing", "invoice"), "change");
            shop.call("shop.Billing", "invoice");
            assertThat(output).contains("result.lines[0].price, result.owner").doesNotContain("(now", "13.75");
        }
    }

    @Test
    @DisplayName("SPEC 8.3, issue 13.15: a map's key is shown where the code names it, and no other one")
    void keysThatAreData(CapturedOutput output) {
        String accounts = """
                package shop;
                import io.memo.*;
                import java.util.*;
                @org.springframework.stereotype.Service
                public class Accounts {
                    @Memoize public Map<String, List<Integer>> of(String key) {
                        return new HashMap<>(Map.of(key, new ArrayList<>(List.of(1)), "total", new ArrayList<>(List.of(2))));
                    }
                    @Memoize public int count(Map<String, Object> given) { return given.size(); }
                    private final Map<String, Object> held = new HashMap<>(Map.of("sk-live-5678", new StringBuilder()));
                    private final List<String> beside = new ArrayList<>();
                    @Memoize public int byField() { return held.size(); }
                    @Memoize public int besideAList() { return held.size() + beside.size(); }
                    public void change() { ((StringBuilder) held.get("sk-live-5678")).append(1); }
                    public void spoil() { held.put("sk-live-9999", new Thread()); }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(accounts)) {
            Map<String, List<Integer>> stored = shop.call("shop.Accounts", "of", "sk-live-1234");
            stored.values().forEach(list -> list.add(3));
            shop.call("shop.Accounts", "of", "sk-live-1234");
            assertThatThrownBy(() -> shop.call("shop.Accounts", "count", Map.of("sk-live-1234", new Thread())))
                    .hasMessageContaining("given[*]")
                    .hasMessageNotContaining("sk-live");
            Memoizer memoizer = shop.bean(Memoizer.class);
            for (String method : List.of("byField", "besideAList")) {
                shop.call("shop.Accounts", method);
                shop.call("shop.Accounts", "change");
                shop.call("shop.Accounts", method);
                assertThat(memoizer.explain("Accounts." + method).toString())
                        .as(method)
                        .doesNotContain("sk-live");
            }
            assertThat(shop.memoized("Accounts.byField").figures().misses()).isEqualTo(2);
            assertThat(shop.memoized("Accounts.byField").misses().toString())
                    .contains("held")
                    .doesNotContain("sk-live");
            shop.call("shop.Accounts", "spoil");
            shop.call("shop.Accounts", "byField");
            shop.call("shop.Accounts", "besideAList");
            assertThat(output).contains("result[\"total\"]", "result[*]").doesNotContain("sk-live");
        }
    }
}
