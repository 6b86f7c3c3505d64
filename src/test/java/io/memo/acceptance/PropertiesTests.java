package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.Memoizer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;

class PropertiesTests {

    private static final String QUOTES = """
            package shop;
            @org.springframework.stereotype.Service
            public class Quotes {
                @io.memo.Memoize(version = "1")
                public String price(long product) { io.memo.acceptance.Runs.ran("price"); return "p" + product; }
                @io.memo.Memoize
                public String stock(long product) { io.memo.acceptance.Runs.ran("stock"); return "s" + product; }
                @io.memo.Memoize
                public String stock(String product) { io.memo.acceptance.Runs.ran("stock"); return "s" + product; }
                @Often
                public String rate(@io.memo.MemoIgnore Object ignored, int id) { io.memo.acceptance.Runs.ran("rate"); return "r"; }
            }
            """;

    private static final String OFTEN = """
            package shop;
            import java.lang.annotation.*;
            @Retention(RetentionPolicy.RUNTIME)
            @Target(ElementType.METHOD)
            @io.memo.Memoize(ttl = "${often.ttl}", maxEntries = 7)
            public @interface Often { }
            """;

    private static final String INTERFACE = """
            package shop;
            public interface Clerk {
                @io.memo.Memoize
                String serve(String customer);
            }
            """;

    private static final String IMPLEMENTATION = """
            package shop;
            @org.springframework.stereotype.Service
            public class FriendlyClerk implements Clerk {
                public String serve(String customer) { io.memo.acceptance.Runs.ran("serve"); return "Hello " + customer; }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void resetRuns() {
        Runs.reset();
    }

    @Test
    @DisplayName("2: memo.enabled=false turns everything off, and a Memoizer is still there to be injected")
    void switchedOffRunsEveryTime() {
        try (OutsideApplication shop = setup().property("memo.enabled", "false").start(QUOTES, OFTEN)) {
            shop.call("shop.Quotes", "price", 1L);
            shop.call("shop.Quotes", "price", 1L);
            shop.bean(Memoizer.class).clear("Quotes.price");

            assertThat(Runs.of("price")).isEqualTo(2);
            assertThat(AopUtils.isAopProxy(shop.bean("shop.Quotes"))).isFalse();
            assertThat(shop.bean(Memoizer.class).methods()).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("2: memo.methods.<name>.* wins over the annotation, in either notation")
    @ValueSource(strings = {"memo.methods.Quotes.price.max-entries", "memo.methods[Quotes.price].max-entries"})
    void singleMethodIsConfigured(String property) {
        try (OutsideApplication shop = setup().property(property, "1").start(QUOTES, OFTEN)) {
            for (long product = 0; product < 50; product++) {
                shop.call("shop.Quotes", "price", product);
            }
            org.awaitility.Awaitility.await()
                    .until(() -> shop.memoized("Quotes.price").figures().entries() <= 1);
        }
    }

    @Test
    @DisplayName("2: overloads get a short hash each")
    void overloadsHaveNamesOfTheirOwn() {
        try (OutsideApplication shop = setup().start(QUOTES, OFTEN)) {
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(method -> method.name().replaceAll("[0-9a-f]{8}$", "#"))
                    .containsExactly("Quotes.price", "Quotes.rate", "Quotes.stock-#", "Quotes.stock-#");
            assertThat(shop.bean(Memoizer.class).methods())
                    .extracting(io.memo.MemoizedMethod::name)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("2, L09: a composed annotation with a placeholder; an ignored argument is never touched")
    void composedAnnotationAndIgnoredParameter() {
        try (OutsideApplication shop = setup().start(QUOTES, OFTEN)) {
            shop.call("shop.Quotes", "rate", new Thread(), 1);
            shop.call("shop.Quotes", "rate", new Object(), 1);
            assertThat(Runs.of("rate")).isOne();
        }
    }

    @ParameterizedTest
    @DisplayName("S04: annotated interface, class or JDK proxy: the body that runs is fingerprinted")
    @ValueSource(booleans = {true, false})
    void interfaceMethodIsResolved(boolean classProxy) {
        try (OutsideApplication shop =
                setup().property("spring.aop.proxy-target-class", classProxy).start(INTERFACE, IMPLEMENTATION)) {
            Object clerk = shop.context().getBean("friendlyClerk");
            assertThat(AopUtils.isJdkDynamicProxy(clerk)).isEqualTo(!classProxy);
            OutsideApplication.invoke(clerk, "serve", "Ann");
            OutsideApplication.invoke(clerk, "serve", "Ann");

            assertThat(Runs.of("serve")).isOne();
            assertThat(shop.memoized("FriendlyClerk.serve").manifest())
                    .anyMatch(line -> line.contains("FriendlyClerk.serve"));
        }
    }

    @Test
    @DisplayName("S05: spring.aop.auto=false does not leave @Memoize inert")
    void worksWithoutBootsProxyCreator() {
        try (OutsideApplication shop =
                setup().property("spring.aop.auto", "false").start(QUOTES, OFTEN)) {
            shop.call("shop.Quotes", "price", 1L);
            shop.call("shop.Quotes", "price", 1L);
            assertThat(Runs.of("price")).isOne();
        }
    }

    @Test
    @DisplayName("3.7, L06, L07: clear all, one method, one call")
    void clearReachesWhatItNames() {
        try (OutsideApplication shop = setup().start(QUOTES, OFTEN)) {
            Memoizer memoizer = shop.bean(Memoizer.class);
            shop.call("shop.Quotes", "price", 1L);
            shop.call("shop.Quotes", "price", 2L);
            memoizer.clear("Quotes.price", 1L);
            assertThat(memoizer.explain("Quotes.price", 1L).hit()).isFalse();
            assertThat(memoizer.explain("Quotes.price", 2L).hit()).isTrue();

            memoizer.clear("Quotes.rate");
            assertThat(memoizer.explain("Quotes.price", 2L).hit()).isTrue();
            memoizer.clear();
            assertThat(memoizer.explain("Quotes.price", 2L).hit()).isFalse();
            assertThat(Runs.of("price")).isEqualTo(2);
        }
    }

    private OutsideApplication.Setup setup() {
        return OutsideApplication.in(folder).property("often.ttl", "1h");
    }
}
