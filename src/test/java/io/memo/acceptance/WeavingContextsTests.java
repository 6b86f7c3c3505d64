package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.MemoizedMethod;
import io.memo.Memoizer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ReflectionUtils;

/** Which context answers woven code, for AspectJ makes the aspect and knows of none. */
@DisplayName("SPEC 12.1")
class WeavingContextsTests {

    private static final String SHOP = """
            package shop;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Shop { }
            """;

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.Runs;
            @org.springframework.stereotype.Service
            public class Quotes {
                static String first = rate(1) + rate(1);
                private final String early = secret(1) + secret(1);
                @Memoize private String secret(long product) { Runs.ran("secret"); return "s" + product; }
                @Memoize public static String rate(int percent) { Runs.ran("rate"); return "r" + percent; }
                public String hidden(long product) { return secret(product) + secret(product); }
                public static String statically(int percent) { return rate(percent) + rate(percent); }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void reset() {
        Runs.reset();
    }

    private void withLoader(Consumer<URLClassLoader> use) {
        Compiler.compile(folder, SHOP, QUOTES);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = Weaving.COMPILE_TIME.loader(folder, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            use.accept(loader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static ConfigurableApplicationContext start(ClassLoader loader, String... properties) {
        return new SpringApplicationBuilder(type(loader, "shop.Shop"))
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties("spring.jmx.enabled=false")
                .properties(properties)
                .run();
    }

    private static Class<?> type(ClassLoader loader, String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object statically(ClassLoader loader, int percent) {
        Method method = ReflectionUtils.findMethod(type(loader, "shop.Quotes"), "statically", int.class);
        return ReflectionUtils.invokeMethod(method, null, percent);
    }

    private static Object hidden(Object quotes, long product) {
        return OutsideApplication.invoke(quotes, "hidden", product);
    }

    private static List<String> called(ConfigurableApplicationContext context) {
        return context.getBean(Memoizer.class).methods().stream()
                .filter(method -> method.figures().misses() > 0)
                .map(MemoizedMethod::name)
                .toList();
    }

    @Test
    @DisplayName(
            "a class that is loaded and called before the context runs its methods, and is memoized when the context is there")
    void earlyCallsRun() {
        withLoader(loader -> {
            assertThat(statically(loader, 7)).isEqualTo("r7r7");
            int before = Runs.of("rate");
            assertThat(before).isEqualTo(4);
            try (ConfigurableApplicationContext context = start(loader)) {
                assertThat(statically(loader, 7)).isEqualTo("r7r7");
                assertThat(Runs.of("rate")).isEqualTo(before + 1);
                assertThat(called(context)).contains("Quotes.rate");
            }
        });
    }

    @Test
    @DisplayName("one context after the other: the one that closed is asked no more, and between them the methods run")
    void closedContextsAreAskedNoMore() {
        withLoader(loader -> {
            ConfigurableApplicationContext first = start(loader);
            Object old = first.getBean("quotes");
            statically(loader, 7);
            assertThat(Runs.of("rate")).isEqualTo(1 + 1);
            first.close();
            statically(loader, 7);
            hidden(old, 5);
            assertThat(Runs.of("rate")).isEqualTo(1 + 1 + 2);
            try (ConfigurableApplicationContext second = start(loader)) {
                statically(loader, 7);
                statically(loader, 7);
                assertThat(Runs.of("rate")).isEqualTo(1 + 1 + 2 + 1);
                assertThat(second.getBean(Memoizer.class).methods())
                        .filteredOn(method -> method.name().equals("Quotes.rate"))
                        .singleElement()
                        .satisfies(
                                method -> assertThat(method.figures().misses()).isOne());
            }
        });
    }

    @Test
    @DisplayName(
            "of several contexts that of the bean answers; for what is no bean the one that was started last, until it closes")
    void beansBelongToTheirContext() {
        withLoader(loader -> {
            try (ConfigurableApplicationContext first = start(loader)) {
                ConfigurableApplicationContext second = start(loader);
                hidden(first.getBean("quotes"), 8);
                assertThat(misses(first, "Quotes.secret")).isPositive();
                long before = misses(second, "Quotes.secret");
                hidden(first.getBean("quotes"), 9);
                assertThat(misses(second, "Quotes.secret")).isEqualTo(before);
                long firsts = misses(first, "Quotes.rate");
                statically(loader, 9);
                assertThat(misses(second, "Quotes.rate")).isOne();
                assertThat(misses(first, "Quotes.rate")).isEqualTo(firsts);
                Object orphan = second.getBean("quotes");
                second.close();
                statically(loader, 9);
                assertThat(misses(first, "Quotes.rate")).isEqualTo(firsts + 1);
                assertThat(hidden(orphan, 10)).isEqualTo("s10s10");
            }
        });
    }

    private static long misses(ConfigurableApplicationContext context, String name) {
        return context.getBean(Memoizer.class).methods().stream()
                .filter(method -> method.name().equals(name))
                .mapToLong(method -> method.figures().misses())
                .sum();
    }

    @Test
    @DisplayName("a context whose class loader does not see the class has nothing to do with it")
    void strangersDoNotAnswer() {
        withLoader(loader -> {
            Thread.currentThread().setContextClassLoader(loader.getParent());
            try (OutsideApplication other =
                    OutsideApplication.in(folder.resolve("other")).start("package shop; public class Nothing { }")) {
                statically(loader, 7);
                assertThat(Runs.of("rate"))
                        .as("two in the initialiser, two on this")
                        .isEqualTo(2 + 2);
                assertThat(other.bean(Memoizer.class).methods()).isEmpty();
            }
        });
    }

    @Test
    @DisplayName("a context without memo answers by running the method")
    void disabledContextsRunTheMethod() {
        withLoader(loader -> {
            try (ConfigurableApplicationContext context = start(loader, "memo.enabled=false")) {
                statically(loader, 7);
                assertThat(hidden(context.getBean("quotes"), 3)).isEqualTo("s3s3");
                assertThat(Runs.of("rate")).isEqualTo(4);
            }
        });
    }
}
