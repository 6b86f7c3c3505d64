package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memo.InvalidMemoizeException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write wrong about dimensions, and what they are told when the application starts. */
class WrongDimensionsTests {

    private static final String PRICES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Prices {
                @io.memo.Memoize(varyBy = %s)
                public String price(String product) { io.memo.acceptance.Runs.ran("price"); return product; }
            }
            """;

    private static final String DIMENSIONS = """
            package shop;
            import io.memo.KeyDimension;
            import org.springframework.context.annotation.*;
            import org.springframework.web.context.annotation.RequestScope;
            @Configuration(proxyBeanMethods = false)
            public class Dimensions {
                @Bean %s
            }
            """;

    private static final String OF_METHOD = "@Memoize on Prices.price(String) (memo.methods.Prices.price): ";
    private static final String TENANT = "KeyDimension customer() { return KeyDimension.of(\"tenant\", () -> \"a\"); }";

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    private static String prices(String varyBy) {
        return PRICES.formatted(varyBy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tennant\" | varyBy = \"tennant\"; no KeyDimension bean has this name(): the nearest is tenant; there are %s. Correct the name, or declare the dimension: @Bean KeyDimension tennant() { return KeyDimension.of(\"tennant\", () -> …); }",
                "\"customer\" | varyBy = \"customer\"; no KeyDimension bean has this name(): the bean 'customer' is the dimension tenant; there are %s. Correct the name, or declare the dimension: @Bean KeyDimension customer() { return KeyDimension.of(\"customer\", () -> …); }",
                "{\"tenant\", \"#product\"} | varyBy = \"#product\"; no KeyDimension bean has this name(): there are %s. Correct the name, or declare the dimension: @Bean KeyDimension dimension() { return KeyDimension.of(\"#product\", () -> …); }",
                "\" \" | varyBy = \" \"; the name of a dimension must not be blank. Write what KeyDimension.name() returns, such as tenant, or leave it out.",
            })
    @DisplayName("SPEC 11.1: a name that no dimension has keeps the application from starting")
    void wrongNameIsRefused(String varyBy, String told) {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(prices(varyBy), DIMENSIONS.formatted(TENANT))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(OF_METHOD + told.formatted("locale, principal, tenant, zone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@io.memo.Memoize", "@io.memo.Memoize(varyBy = \"tenant\")", "/* not memoized */"})
    @DisplayName("SPEC 11.1: so does one of memo.vary-by, whether a method is memoized or not")
    void wrongNameOfAllIsRefused(String annotation) {
        String source = prices("{}").replace("@io.memo.Memoize(varyBy = {})", annotation);
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .property("memo.vary-by", "tenant,tenants")
                        .start(source, DIMENSIONS.formatted(TENANT))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        "memo.vary-by = \"tenants\"; no KeyDimension bean has this name(): the nearest is tenant; there are locale, principal, tenant, zone."
                                + " Correct the name, or declare the dimension: @Bean KeyDimension tenants() { return"
                                + " KeyDimension.of(\"tenants\", () -> …); }");
    }

    @Test
    @DisplayName("SPEC 11.1: a bean that is no KeyDimension by its declared type is none")
    void beanOfAnotherTypeIsNone() {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(
                                prices("\"tenant\""),
                                DIMENSIONS.formatted(
                                        "java.util.function.Supplier<String> tenant() { return () -> \"a\"; }"))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(
                        OF_METHOD
                                + "varyBy = \"tenant\"; no KeyDimension bean has this name(): there are locale, principal, zone. Correct the name, or"
                                + " declare the dimension: @Bean KeyDimension tenant() { return KeyDimension.of(\"tenant\", () -> …); }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KeyDimension client() { return KeyDimension.of(\"tenant\", () -> \"b\"); } @Bean KeyDimension customer() { return KeyDimension.of(\"tenant\", () -> \"a\"); }"
                        + "| The KeyDimension beans 'client' and 'customer' have the same name(), \"tenant\"; each needs one of its own. Give one of them another, such as KeyDimension.of(\"customer\", …), or take it out.",
                "KeyDimension tenant() { return new KeyDimension() { public String name() { return \"\"; } public Object value() { return 1; } }; }"
                        + "| The KeyDimension bean 'tenant' has a name() that is blank. Let it return what @Memoize(varyBy = …) calls it, such as tenant.",
                "KeyDimension tenant() { return new KeyDimension() { public String name() { throw new IllegalStateException(\"closed\"); } public Object value() { return 1; } }; }"
                        + "| The KeyDimension bean 'tenant' cannot tell its name(): it threw java.lang.IllegalStateException: closed. Make it a singleton whose name() is a constant: value() is what is asked at each call.",
            })
    @DisplayName("SPEC 11.1: beans without a name of their own keep the application from starting")
    void wrongBeanIsRefused(String bean, String told) {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .start(prices("\"tenant\""), DIMENSIONS.formatted(bean))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessage(told);
    }

    @Test
    @DisplayName("SPEC 11.1: a bean of the request, which has no name before there is one, is refused with the remedy")
    void beanOfTheRequestIsRefused() {
        assertThatThrownBy(() -> OutsideApplication.in(folder)
                        .web()
                        .start(prices("\"tenant\""), DIMENSIONS.formatted("@RequestScope " + TENANT))
                        .close())
                .isInstanceOf(InvalidMemoizeException.class)
                .hasMessageStartingWith("The KeyDimension bean 'customer' cannot tell its name(): it threw ")
                .hasMessageEndingWith(
                        "Make it a singleton whose name() is a constant: value() is what is asked at each call.");
    }

    @Test
    @DisplayName("SPEC 11.1: a prototype is a dimension like others, and a name that is written twice counts once")
    void prototypeCounts() {
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.vary-by", "tenant")
                .start(prices("{\"tenant\", \"tenant\"}"), DIMENSIONS.formatted("@Scope(\"prototype\") " + TENANT))) {
            shop.call("shop.Prices", "price", "tea");
            shop.call("shop.Prices", "price", "tea");
            assertThat(Runs.of("price")).isOne();
            assertThat(shop.memoized("Prices.price").varyBy()).containsExactly("tenant");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bypass", "fail"})
    @DisplayName(
            "SPEC 11.1: a dimension may need a bean with memoized methods and functions, also where all vary by it")
    void dimensionMayNeedMemo(String onAbsent) {
        String tenants = """
                package shop;
                import io.memo.*;
                import java.util.function.Supplier;
                import org.springframework.context.annotation.*;
                @org.springframework.stereotype.Component
                public class Tenants {
                    private final Supplier<String> first;
                    public Tenants(Memoizer memoizer) { first = memoizer.memoize(() -> "a"); }
                    @Memoize
                    public String current() { return first.get(); }
                    @Configuration(proxyBeanMethods = false)
                    static class Dimensions {
                        @Bean KeyDimension tenant(Tenants tenants) { return KeyDimension.of("tenant", tenants::current); }
                    }
                }
                """;
        try (OutsideApplication shop = OutsideApplication.in(folder)
                .property("memo.vary-by", "tenant")
                .property("memo.on-absent-dimension", onAbsent)
                .start(tenants, prices("{}"))) {
            assertThat(shop.<String>call("shop.Prices", "price", "tea")).isEqualTo("tea");
            assertThat(shop.<String>call("shop.Prices", "price", "tea")).isEqualTo("tea");
            assertThat(Runs.of("price")).isOne();
        }
    }
}
