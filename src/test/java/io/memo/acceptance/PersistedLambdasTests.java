package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Code that holds lambdas, method references and comparators, restarted. */
@DisplayName("Issue 14.14, SPEC 7.9: persist where code holds lambdas")
@ExtendWith(OutputCaptureExtension.class)
class PersistedLambdasTests {

    private static final String PRICES = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import java.util.concurrent.locks.ReentrantLock;
            import java.util.function.*;
            import java.util.stream.*;
            @org.springframework.stereotype.Service
            public class Prices {
                public record Line(String article, int cents) implements java.io.Serializable {}
                static class ByPrice {
                    static final Comparator<Line> ORDER = Comparator.comparing(Line::cents);
                }
                static class Shown {
                    static final Function<Line, String> TEXT = line -> line.article() + " " + line.cents();
                }
                static class Rules {
                    final List<Predicate<Line>> all = List.of(line -> line.cents() > 10, line -> !line.article().isEmpty());
                }
                private static final List<Line> LINES = List.of(new Line("tea", 250), new Line("salt", 70), new Line("milk", 120));
                private final IntUnaryOperator tax = cents -> cents * 119 / 100;
                private final IntUnaryOperator reduced = cents -> cents * 107 / 100;
                private final Function<Line, String> name = Line::article;
                private final Comparator<Line> order = Comparator.comparing(Line::article).thenComparing(Line::cents, Comparator.reverseOrder());
                private final Comparator<Line> nulls = Comparator.comparing(Line::article, Comparator.nullsLast(Comparator.naturalOrder()));
                private final Map<String, IntUnaryOperator> strategies = new HashMap<>();
                private final Rules rules = new Rules();
                private final IntUnaryOperator captured = times(3);
                private final ReentrantLock lock = new ReentrantLock();
                public Prices() {
                    strategies.put("full", cents -> cents);
                    strategies.put("half", cents -> cents / 2);
                    strategies.put("plus", this::plus);
                }
                private static IntUnaryOperator times(int factor) { return cents -> cents * factor; }
                private int plus(int cents) { return cents + 1; }
                private <T> T ran(String method, T result) { io.memo.acceptance.Runs.ran(method); return result; }
                @Memoize(persist = true) public int taxed(int cents) { return ran("taxed", tax.applyAsInt(cents)); }
                @Memoize(persist = true) public int lower(int cents) { return ran("lower", reduced.applyAsInt(cents)); }
                @Memoize(persist = true) public List<String> names(String text) { return ran("names", LINES.stream().map(name).toList()); }
                @Memoize(persist = true) public List<String> sorted(String text) { return ran("sorted", LINES.stream().sorted(order).map(Line::article).toList()); }
                @Memoize(persist = true) public List<String> nullsLast(String text) { return ran("nullsLast", LINES.stream().sorted(nulls).map(Line::article).toList()); }
                @Memoize(persist = true) public Line cheapest(String text) { return ran("cheapest", LINES.stream().min(ByPrice.ORDER).get()); }
                @Memoize(persist = true) public List<String> shown(String text) { return ran("shown", LINES.stream().map(Shown.TEXT).toList()); }
                @Memoize(persist = true) public int by(String strategy) { return ran("by", strategies.get(strategy).applyAsInt(100)); }
                @Memoize(persist = true) public long kept(String text) { return ran("kept", LINES.stream().filter(line -> rules.all.stream().allMatch(rule -> rule.test(line))).count()); }
                @Memoize(persist = true) public int tripled(int cents) { return ran("tripled", captured.applyAsInt(cents)); }
                @Memoize(persist = true) public int with(IntUnaryOperator given) { return ran("with", given.applyAsInt(1)); }
                @Memoize(persist = true) public int locked(int cents) { lock.lock(); try { return ran("locked", cents); } finally { lock.unlock(); } }
                @Memoize(persist = true) public TreeMap<String, Integer> ordered(int cents) {
                    TreeMap<String, Integer> found = new TreeMap<>(Comparator.<String>naturalOrder().reversed());
                    LINES.forEach(line -> found.put(line.article(), line.cents() + cents));
                    return ran("ordered", found);
                }
            }
            """;

    /** Another bean, for calls on {@code this} pass by the proxy. */
    private static final String CALLER = """
            package shop;
            import java.util.*;
            @org.springframework.stereotype.Service
            public class Caller {
                public List<Object> all(Prices prices) {
                    int two = 2;
                    return List.of(prices.taxed(100), prices.lower(100), prices.names(""), prices.sorted(""), prices.nullsLast(""),
                            prices.cheapest("").article(), prices.shown(""), prices.by("full"), prices.by("half"), prices.by("plus"),
                            prices.kept(""), prices.tripled(5), prices.with(cents -> cents + 7),
                            prices.with(cents -> cents * two + 1), prices.locked(1), new ArrayList<>(prices.ordered(1).keySet()));
                }
            }
            """;

    private static final Object ALL = List.of(
            119,
            107,
            List.of("tea", "salt", "milk"),
            List.of("milk", "salt", "tea"),
            List.of("milk", "salt", "tea"),
            "salt",
            List.of("tea 250", "salt 70", "milk 120"),
            100,
            50,
            101,
            3L,
            15,
            8,
            3,
            1,
            List.of("tea", "salt", "milk"));

    private static final List<String> METHODS = List.of(
            "taxed",
            "lower",
            "names",
            "sorted",
            "nullsLast",
            "cheapest",
            "shown",
            "by",
            "kept",
            "tripled",
            "with",
            "locked",
            "ordered");

    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void forgetRuns() {
        Runs.reset();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    @DisplayName(
            "in fields, statics, maps, reached objects, captured, as arguments: after a restart nothing runs, and nothing is said")
    void heldAnywhere(CapturedOutput output) {
        for (int start = 1; start <= 3; start++) {
            assertThat(all(PRICES, CALLER)).isEqualTo(ALL);
            assertThat(runs()).isEqualTo(once());
        }
        assertThat(output.getAll()).doesNotContain("not-kept").doesNotContain("not-tracked");
    }

    private static final Map<String, String> CHANGES = Map.of(
            "cents * 119 / 100", "cents * 120 / 100",
            "cents / 2", "cents / 4",
            "times(3)", "times(4)",
            "cents + 7", "cents + 8",
            "int two = 2", "int two = 3",
            "line.cents() > 10", "line.cents() > 11",
            "comparing(Line::cents)", "comparing(Line::article)",
            "line.article() + \" \"", "line.article() + \":\"",
            "name = Line::article", "name = Line::toString");

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    @DisplayName(
            "1.2, 6.2: another body, another capture, another method referred to: a miss of those methods that see it; back, a hit")
    void changedLambdaMisses() {
        all(PRICES, CALLER);
        all(changed(PRICES), changed(CALLER));
        Map<String, Integer> expected = once();
        for (String method : List.of("taxed", "by", "tripled", "with", "kept", "cheapest", "shown", "names")) {
            expected.merge(method, expected.get(method), Integer::sum);
        }
        assertThat(runs()).isEqualTo(expected);
        all(PRICES, CALLER);
        assertThat(runs()).isEqualTo(expected);
    }

    private static String changed(String source) {
        String changed = source;
        for (Map.Entry<String, String> change : CHANGES.entrySet()) {
            assertThat(PRICES + CALLER).contains(change.getKey());
            changed = changed.replace(change.getKey(), change.getValue());
        }
        return changed;
    }

    private static final String ALIKE = """
            package shop;
            import io.memo.*;
            import java.util.function.*;
            @org.springframework.stereotype.Service
            public class Alike {
                private final IntUnaryOperator one = cents -> cents + 1;
                private final IntUnaryOperator two = cents -> cents + 2;
                private final UnaryOperator<String> only = text -> text + "!";
                @Memoize(persist = true) public int one(int cents) { return ran("one", one.applyAsInt(cents)); }
                @Memoize(persist = true) public String only(String text) { return ran("only", only.apply(text)); }
                @Memoize(persist = true) public int given(IntUnaryOperator given) { return ran("given", given.applyAsInt(1)); }
                public IntUnaryOperator two() { return two; }
                private <T> T ran(String method, T result) { io.memo.acceptance.Runs.ran(method); return result; }
            }
            """;

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    @DisplayName(
            "7.9: lambdas that the JVM does not let be told apart are not kept, which is said at the start, or at the first call")
    void lookAlikesAreTold(CapturedOutput output) {
        for (int start = 1; start <= 2; start++) {
            try (OutsideApplication shop = OutsideApplication.in(folder.resolve("classes"))
                    .property("memo.persist.directory", folder.resolve("kept").toString())
                    .start(ALIKE)) {
                assertThat(output)
                        .contains(
                                "[not-kept] Alike.one",
                                "Alike.one is one of several lambdas of shop.Alike that look alike",
                                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED");
                assertThat(shop.<Object>call("shop.Alike", "one", 1)).isEqualTo(2);
                assertThat(shop.<Object>call("shop.Alike", "only", "a")).isEqualTo("a!");
                Object two = shop.call("shop.Alike", "two");
                assertThat(shop.<Object>call("shop.Alike", "given", two)).isEqualTo(3);
                assertThat(shop.memoized("Alike.given").warnings())
                        .anyMatch(warning ->
                                warning.startsWith("not-kept: ") && warning.contains("given is one of several"));
                assertThat(Runs.of("one")).isEqualTo(start);
                assertThat(Runs.of("given")).isEqualTo(start);
                assertThat(Runs.of("only")).isOne();
            }
        }
    }

    private Object all(String prices, String caller) {
        try (OutsideApplication shop = OutsideApplication.in(folder.resolve("classes"))
                .property("memo.persist.directory", folder.resolve("kept").toString())
                .start(prices, caller)) {
            return shop.call("shop.Caller", "all", shop.bean("shop.Prices"));
        }
    }

    private static Map<String, Integer> once() {
        Map<String, Integer> runs = new TreeMap<>();
        METHODS.forEach(method -> runs.put(method, 1));
        runs.put("by", 3);
        runs.put("with", 2);
        return runs;
    }

    private static Map<String, Integer> runs() {
        Map<String, Integer> runs = new TreeMap<>();
        METHODS.forEach(method -> runs.put(method, Runs.of(method)));
        return runs;
    }
}
