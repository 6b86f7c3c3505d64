package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import io.memo.MethodFigures;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ReflectionUtils;

/** What no proxy sees is memoized where its class is woven, when it is loaded or after it was compiled. */
@DisplayName("SPEC 12.1")
@ExtendWith(OutputCaptureExtension.class)
class WeavingTests {

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            @org.springframework.stereotype.Service
            public class Quotes {
                private int base = 1;
                @Memoize public String price(long product) { Runs.ran("price"); return "p" + product; }
                @Memoize private String secret(long product, String region) { Runs.ran("secret"); return region + product + base; }
                @Memoize public static String rate(int percent) { Runs.ran("rate"); return "r" + percent + Factor.of; }
                @Remembered String composed(int a) { Runs.ran("composed"); return "c" + a; }
                public String self(long product) { return price(product) + price(product); }
                public String hidden(long product) { return secret(product, "DE") + secret(product, "DE"); }
                public String statically(int percent) { return rate(percent) + rate(percent); }
                public String composedTwice(int a) { return composed(a) + composed(a); }
                public void raise() { base++; }
                @Memoize public int fibonacci(int n) { Runs.ran("fibonacci"); return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
                @Memoize public String many(int a, long b, String c, double d, byte e, char f, boolean g, Integer h) { Runs.ran("many"); return a + b + c + d + e + f + g + h; }
                public String manyTwice() { return many(1, 2, "3", 4, (byte) 5, '6', true, 8) + many(1, 2, "3", 4, (byte) 5, '6', true, 8); }
            }
            """;

    private static final String OTHERS = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            import java.lang.annotation.*;
            class Factor { static int of = 1; }
            @Memoize(name = "composed") @Retention(RetentionPolicy.RUNTIME) @interface Remembered {}
            interface Greeting { @Memoize default String greet(String name) { Runs.ran("greet"); return "hello " + name; } }
            record Money(long cents) { @Memoize String shown() { Runs.ran("shown"); return cents / 100 + "." + cents % 100; } }
            class Line implements Greeting {
                private final int pieces;
                Line(int pieces) { this.pieces = pieces; }
                @Memoize final int doubled(int by) { Runs.ran("doubled"); return pieces * by; }
                @Memoize int over(int a) { Runs.ran("over"); return a + pieces; }
            }
            class Longer extends Line {
                Longer(int pieces) { super(pieces); }
                @Override int over(int a) { return super.over(a) + 1; }
                int both(int a) { return super.over(a) * 100 + over(a); }
            }
            public class Others {
                public static String all() {
                    return new Line(2).doubled(3) + "," + new Line(2).doubled(3) + "," + new Line(3).doubled(3)
                        + "," + new Line(1).greet("Ann") + "," + new Line(1).greet("Ann")
                        + "," + new Money(150).shown() + "," + new Money(150).shown()
                        + "," + new Longer(5).both(1) + "," + new Longer(5).both(1);
                }
                public static void raise() { Factor.of++; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    private OutsideApplication shop(Weaving how) {
        return OutsideApplication.in(folder).woven(how).start(QUOTES, OTHERS);
    }

    private static Object onClass(OutsideApplication shop, String method) {
        return ReflectionUtils.invokeMethod(ReflectionUtils.findMethod(shop.type("shop.Others"), method), null);
    }

    private static MethodFigures figures(OutsideApplication shop, String name) {
        return shop.memoized(name).figures();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("calls on this of public, private, static and composed methods, with any number of arguments")
    void callsOnThisAreMemoized(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            assertThat(shop.<String>call("shop.Quotes", "self", 1L)).isEqualTo("p1p1");
            assertThat(shop.<String>call("shop.Quotes", "hidden", 1L)).isEqualTo("DE11DE11");
            assertThat(shop.<String>call("shop.Quotes", "statically", 7)).isEqualTo("r71r71");
            assertThat(shop.<String>call("shop.Quotes", "composedTwice", 7)).isEqualTo("c7c7");
            assertThat(shop.<String>call("shop.Quotes", "manyTwice")).isEqualTo("334.056true8334.056true8");
            assertThat(shop.<Integer>call("shop.Quotes", "fibonacci", 20)).isEqualTo(6765);
            assertThat(Runs.of("price")).isOne();
            assertThat(Runs.of("secret")).isOne();
            assertThat(Runs.of("rate")).isOne();
            assertThat(Runs.of("composed")).isOne();
            assertThat(Runs.of("many")).isOne();
            assertThat(Runs.of("fibonacci")).isEqualTo(21);
            assertThat(figures(shop, "Quotes.secret").hits()).isOne();
            assertThat(figures(shop, "Quotes.rate").hits()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("the fields of the target and the statics are part of the key, as ever")
    void stateOfTargetsAndClassesCounts(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            shop.call("shop.Quotes", "hidden", 1L);
            shop.call("shop.Quotes", "raise");
            assertThat(shop.<String>call("shop.Quotes", "hidden", 1L)).isEqualTo("DE12DE12");
            assertThat(Runs.of("secret")).isEqualTo(2);
            shop.call("shop.Quotes", "statically", 7);
            onClass(shop, "raise");
            assertThat(shop.<String>call("shop.Quotes", "statically", 7)).isEqualTo("r72r72");
            assertThat(Runs.of("rate")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName(
            "objects that are no beans: final methods, default methods of interfaces, records; each by what it holds")
    void objectsThatAreNoBeansAreMemoized(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            assertThat(onClass(shop, "all")).isEqualTo("6,6,9,hello Ann,hello Ann,1.50,1.50,607,607");
            assertThat(Runs.of("doubled")).isEqualTo(2);
            assertThat(Runs.of("greet")).isOne();
            assertThat(Runs.of("shown")).isOne();
            assertThat(figures(shop, "Line.doubled").hits()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName(
            "the body of a superclass, called by the class that overrides it, is not taken for the overriding method")
    void bodiesOfSuperclassesRun(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            onClass(shop, "all");
            assertThat(Runs.of("over")).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("findings end where the method is woven, and stay where it is not")
    void findingsEndWhereWeavingCovers(Weaving how, CapturedOutput output) {
        try (OutsideApplication shop = shop(how)) {
            boolean woven = how != Weaving.PROXIES;
            assertThat(output.toString().contains("[self-call] Quotes.price")).isEqualTo(!woven);
            assertThat(output.toString().contains("[not-interceptable] Quotes.secret"))
                    .isEqualTo(!woven);
            assertThat(output.toString().contains("[not-interceptable] Quotes.rate"))
                    .isEqualTo(!woven);
            assertThat(shop.bean(Memoizer.class).methods().stream().map(MemoizedMethod::name))
                    .contains("Quotes.price");
            assertThat(shop.bean(Memoizer.class).methods().stream()
                            .anyMatch(method -> method.name().equals("Quotes.rate")))
                    .as("known from the start")
                    .isEqualTo(woven);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("a static method is explained, cleared and switched off like any other")
    void staticMethodsAreManaged(Weaving how) {
        try (OutsideApplication shop = shop(how)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            shop.call("shop.Quotes", "statically", 7);
            assertThat(memoizer.explain("Quotes.rate", 7).hit()).isTrue();
            assertThat(memoizer.explain("Quotes.rate", 8).hit()).isFalse();
            memoizer.clear("Quotes.rate", 7);
            assertThat(memoizer.explain("Quotes.rate", 7).hit()).isFalse();
            memoizer.setEnabled("Quotes.rate", false);
            shop.call("shop.Quotes", "statically", 7);
            assertThat(Runs.of("rate")).isEqualTo(3);
            memoizer.setEnabled(false);
            shop.call("shop.Quotes", "hidden", 7L);
            assertThat(Runs.of("secret")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PROXIES")
    @DisplayName("memo.enabled=false leaves woven code alone")
    void disabledMemoRunsEveryCall(Weaving how) {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .woven(how)
                .property("memo.enabled", false)
                .start(QUOTES, OTHERS)) {
            assertThat(shop.<String>call("shop.Quotes", "self", 1L)).isEqualTo("p1p1");
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("woven and plain classes have one fingerprint, and read the same")
    void fingerprintsAreThoseOfPlainCode() {
        Map<Weaving, Map<String, List<String>>> all = new EnumMap<>(Weaving.class);
        for (Weaving how : Weaving.values()) {
            try (OutsideApplication shop =
                    OutsideApplication.in(folder.resolve(how.name())).woven(how).start(QUOTES, OTHERS)) {
                Map<String, List<String>> told = new TreeMap<>();
                for (String name : List.of("Quotes.price", "Quotes.fibonacci", "Quotes.many")) {
                    MemoizedMethod method = shop.memoized(name);
                    told.put(name + " manifest", method.manifest());
                    told.put(name + " reads", method.externalVariables());
                    told.put(name + " fingerprint", List.of(method.fingerprint()));
                }
                all.put(how, told);
            }
        }
        assertThat(all.get(Weaving.LOAD_TIME)).isEqualTo(all.get(Weaving.PROXIES));
        assertThat(all.get(Weaving.COMPILE_TIME)).isEqualTo(all.get(Weaving.PROXIES));
    }
}
