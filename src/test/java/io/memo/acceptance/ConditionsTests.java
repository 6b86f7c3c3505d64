package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.ComputationOutcome;
import io.memo.EvictionCause;
import io.memo.InvalidMemoizeException;
import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code condition}, {@code unless} and {@code validate}, as those write them who know Spring's cache annotations. */
class ConditionsTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("2: condition sees the variables of @Cacheable; a call that it is false for runs each time")
    void conditionDecides() {
        List<String> conditions = List.of(
                "#id > 0",
                "#p0 > 0",
                "#a0 > 0",
                "#root.args[0] > 0",
                "#root.methodName == 'price4' and #p0 > 0",
                "#root.method.name == 'price5' and #p0 > 0",
                "#root.target.factor == 2 and #p0 > 0",
                "#root.targetClass.simpleName == 'Quotes' and #p0 > 0",
                "@limits.isAllowed(#id)",
                "T(shop.Limits).isPositive(#id)",
                "#id > 0 ? true : null");
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            methods.append("""
                    @io.memo.Memoize(condition = "%s")
                    public int price%d(int id) { io.memo.acceptance.Runs.ran("price"); return id * factor; }
                    """.formatted(conditions.get(i), i));
        }
        try (OutsideApplication shop = OutsideApplication.in(folder).start(service(methods.toString()), LIMITS)) {
            for (int i = 0; i < conditions.size(); i++) {
                Runs.reset();
                for (int id : new int[] {1, 1, 0, 0, -1, -1}) {
                    shop.call("shop.Quotes", "price" + i, id);
                }
                MemoizedMethod method = shop.memoized("Quotes.price" + i);
                assertThat(runs()).as(conditions.get(i)).isEqualTo(5);
                assertThat(method.figures().hits()).isOne();
                assertThat(method.figures().misses()).isEqualTo(5);
                assertThat(count(method, ComputationOutcome.DIRECT)).isEqualTo(4);
                assertThat(method.figures().entries()).isOne();
            }
            Memoizer memoizer = shop.bean(Memoizer.class);
            assertThat(memoizer.explain("Quotes.price0", 1).hit()).isTrue();
            assertThat(memoizer.explain("Quotes.price0", 0).hit()).isFalse();
            assertThat(memoizer.explain("Quotes.price0", 0).reason()).contains("condition");
        }
    }

    @Test
    @DisplayName("2: arguments of a call whose condition is false are not hashed")
    void unhashableArgumentOfCallThatIsNotMemoized() {
        String quotes = quotes("condition = \"!(#id instanceof T(Thread))\"", "Object", "Object", "return 1;");
        try (OutsideApplication shop = OutsideApplication.in(folder).start(quotes, LIMITS)) {
            Thread unhashable = new Thread();
            assertThatCode(() -> shop.call("shop.Quotes", "price", unhashable)).doesNotThrowAnyException();
            shop.call("shop.Quotes", "price", unhashable);
            assertThat(runs()).isEqualTo(2);
            assertThat(shop.memoized("Quotes.price").figures().errors().values())
                    .containsOnly(0L);
        }
    }

    @Test
    @DisplayName("2: the result of which unless is true is returned, not stored; an Optional is looked into")
    void unlessVetoes() {
        try (OutsideApplication shop = start(
                "unless = \"#result == null or #result > 8\"",
                "java.util.Optional<Integer>",
                "return id == 0 ? java.util.Optional.empty() : java.util.Optional.of(id * factor);")) {
            Optional<Integer> small = shop.call("shop.Quotes", "price", 1);
            assertThat(small).contains(2);
            price(shop, 1, 0, 0, 5, 5);
            assertThat(runs()).isEqualTo(5);
            MemoizedMethod method = shop.memoized("Quotes.price");
            assertThat(count(method, ComputationOutcome.VETOED)).isEqualTo(4);
            assertThat(count(method, ComputationOutcome.STORED)).isOne();
            assertThat(method.figures().entries()).isOne();
        }
    }

    @Test
    @DisplayName("2: a result that is not stored is not hashed")
    void unhashableResultThatIsNotStored() {
        try (OutsideApplication shop = start("unless = \"true\"", "Object", "return new Thread();")) {
            Object first = shop.call("shop.Quotes", "price", 1);
            assertThat(first).isInstanceOf(Thread.class);
        }
    }

    @Test
    @DisplayName("2, L13: unless is told how long the run took")
    void unlessKnowsTheTime() {
        try (OutsideApplication shop =
                start("unless = \"#took.toNanos() < 1 or #took.toDays() < 1 and #id == 0\"", "int", "return id;")) {
            price(shop, 0, 0, 1, 1);
            assertThat(runs()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("2, 3.4: of an asynchronous result the value is asked about, in unless and in validate")
    void asynchronousResults() {
        String methods = """
                @io.memo.Memoize(condition = "#id > 0", unless = "#result == 1", validate = "#result != 3")
                public java.util.concurrent.CompletableFuture<Integer> future(int id) {
                    io.memo.acceptance.Runs.ran("price");
                    return java.util.concurrent.CompletableFuture.supplyAsync(() -> id);
                }
                @io.memo.Memoize(condition = "#id > 0", unless = "#result == 1", validate = "#result != 3")
                public reactor.core.publisher.Mono<Integer> mono(int id) {
                    io.memo.acceptance.Runs.ran("price");
                    return reactor.core.publisher.Mono.just(id);
                }
                @io.memo.Memoize(condition = "#id > 0", unless = "#result[0] == 1", validate = "#result[0] != 3")
                public reactor.core.publisher.Flux<Integer> flux(int id) {
                    io.memo.acceptance.Runs.ran("price");
                    return reactor.core.publisher.Flux.just(id, id);
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder).start(service(methods), LIMITS)) {
            for (String name : List.of("future", "mono", "flux")) {
                Runs.reset();
                for (int id : new int[] {0, 0, 1, 1, 2, 2, 3, 3}) {
                    await(shop.call("shop.Quotes", name, id));
                }
                assertThat(runs()).as(name).isEqualTo(7);
                MemoizedMethod method = shop.memoized("Quotes." + name);
                assertThat(count(method, ComputationOutcome.DIRECT)).isEqualTo(2);
                assertThat(count(method, ComputationOutcome.VETOED)).isEqualTo(2);
                assertThat(method.figures().evictions().get(EvictionCause.INVALID))
                        .isOne();
            }
        }
    }

    @Test
    @DisplayName("2, L12: validate is asked once on each hit, never on a miss; false drops the entry and runs again")
    void validateDecidesOnHits() {
        try (OutsideApplication shop = start(
                "allowOutputMutation = true, validate = \"@limits.isOpen(#result)\"",
                "Object",
                "return new Object();")) {
            Object limits = shop.bean("shop.Limits");
            Object first = shop.call("shop.Quotes", "price", 1);
            assertThat(asked()).as("on a miss").isZero();
            Object second = shop.call("shop.Quotes", "price", 1);
            assertThat(second).isSameAs(first);
            assertThat(asked()).isOne();

            OutsideApplication.invoke(limits, "close", first);
            Object third = shop.call("shop.Quotes", "price", 1);
            assertThat(third).isNotSameAs(first);
            assertThat(asked()).isEqualTo(2);
            OutsideApplication.invoke(limits, "close", third);
            price(shop, 1, 1);
            assertThat(runs()).isEqualTo(3);
            assertThat(asked()).isEqualTo(4);

            MemoizedMethod method = shop.memoized("Quotes.price");
            assertThat(method.figures().evictions().get(EvictionCause.INVALID)).isEqualTo(2);
            assertThat(method.figures().hits()).isEqualTo(2);
            assertThat(method.figures().misses()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("2: what an expression throws reaches the caller")
    void expressionThrows() {
        StringBuilder methods = new StringBuilder();
        for (String attribute : List.of("condition", "unless", "validate")) {
            methods.append("""
                    @io.memo.Memoize(%s = "T(shop.Limits).failing(#id)")
                    public int %s(int id) { io.memo.acceptance.Runs.ran("price"); return id; }
                    """.formatted(attribute, attribute));
        }
        try (OutsideApplication shop = OutsideApplication.in(folder).start(service(methods.toString()), LIMITS)) {
            shop.call("shop.Quotes", "validate", 1);
            Map.of("condition", 0, "unless", 2, "validate", 0).forEach((name, expected) -> {
                Runs.reset();
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> shop.call("shop.Quotes", name, 1))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("from the expression");
                }
                assertThat(runs()).as(name).isEqualTo(expected);
            });
        }
    }

    @Test
    @DisplayName("2: an expression that cannot be parsed stops the application with a remedy")
    void refusedAtStart() {
        assertThatThrownBy(() -> start("unless = \"#result ==\"", "int", "return id;"))
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageContaining("@Memoize on Quotes.price(int) (memo.methods.Quotes.price)")
                .hasMessageContaining("unless = \"#result ==\" is no SpEL expression")
                .hasMessageContaining("Write it as");
    }

    @Test
    @DisplayName("2: memo.methods.<name>.condition, unless and validate win over the annotation, empty ones too")
    void propertiesWin() {
        String quotes = quotes("condition = \"false\", unless = \"#id == 1\"", "int", "int", "return id;");
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.methods.Quotes.price.condition", "")
                .property("memo.methods.Quotes.price.unless", "#result == 2")
                .property("memo.methods.Quotes.price.validate", "#result != 3")
                .start(quotes, LIMITS)) {
            price(shop, 1, 1);
            assertThat(runs()).isEqualTo(1);
            price(shop, 2, 2);
            assertThat(runs()).isEqualTo(3);
            price(shop, 3, 3);
            assertThat(runs()).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("2: a parameter of variable arity is an array; the result wins over a parameter called like it")
    void variablesOfOddMethods() {
        String quotes = service("""
                @io.memo.Memoize(condition = "#ids.length == 1 and #ids[0] > 0")
                public int sum(int... ids) { io.memo.acceptance.Runs.ran("price"); return ids.length; }
                @io.memo.Memoize(unless = "#result == null")
                public Object echo(Object result) { io.memo.acceptance.Runs.ran("price"); return null; }
                """);
        try (OutsideApplication shop = OutsideApplication.in(folder).start(quotes)) {
            shop.call("shop.Quotes", "sum", (Object) new int[] {1});
            shop.call("shop.Quotes", "sum", (Object) new int[] {1});
            assertThat(runs()).isOne();
            shop.call("shop.Quotes", "echo", "something");
            shop.call("shop.Quotes", "echo", "something");
            assertThat(runs()).isEqualTo(3);
        }
    }

    private static final String LIMITS = """
            package shop;
            @org.springframework.stereotype.Component
            public class Limits {
                private final java.util.Set<Object> closed = new java.util.HashSet<>();
                public boolean isAllowed(int id) { return id > 0; }
                public boolean isOpen(Object result) {
                    io.memo.acceptance.Runs.ran("validate");
                    return !closed.contains(result);
                }
                public void close(Object result) { closed.add(result); }
                public static boolean isPositive(int id) { return id > 0; }
                public static boolean failing(int id) { throw new IllegalStateException("from the expression"); }
            }
            """;

    private OutsideApplication start(String attributes, String result, String body) {
        return OutsideApplication.in(folder).start(quotes(attributes, result, "int", body), LIMITS);
    }

    private static String quotes(String attributes, String result, String parameter, String body) {
        return service("""
                @io.memo.Memoize(%s)
                public %s price(%s id) { io.memo.acceptance.Runs.ran("price"); %s }
                """.formatted(attributes, result, parameter, body));
    }

    private static String service(String methods) {
        return """
                package shop;
                @org.springframework.stereotype.Service
                public class Quotes {
                    public int getFactor() { return factor; }
                    private final int factor = 2;
                METHODS
                }
                """.replace("METHODS", methods);
    }

    private static void price(OutsideApplication shop, int... ids) {
        for (int id : ids) {
            shop.call("shop.Quotes", "price", id);
        }
    }

    private static void await(Object result) {
        if (result instanceof CompletableFuture<?> future) {
            future.join();
        } else if (result instanceof Mono<?> mono) {
            mono.block();
        } else {
            ((Flux<?>) result).blockLast();
        }
    }

    private static int runs() {
        return Runs.of("price");
    }

    private static int asked() {
        return Runs.of("validate");
    }

    private static long count(MemoizedMethod method, ComputationOutcome outcome) {
        MethodFigures.Runs counted = method.figures().computations().get(outcome);
        return counted == null ? 0 : counted.count();
    }
}
