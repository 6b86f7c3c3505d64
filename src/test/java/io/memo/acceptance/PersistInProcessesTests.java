package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 7.2: {@code java -jar}, stopped, and started again. */
class PersistInProcessesTests {

    private static final String MAIN = """
            package shop;
            import io.memo.*;
            import org.springframework.boot.*;
            import org.springframework.context.annotation.*;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Main {
                public static void main(String[] arguments) {
                    SpringApplication application = new SpringApplication(Main.class, Quotes.class);
                    application.setBannerMode(Banner.Mode.OFF);
                    application.run(arguments);
                }
                @Bean ApplicationRunner show(Memoizer memoizer, Quotes quotes) {
                    return arguments -> {
                        Quotes.Price price = quotes.price("tea", java.util.Set.of("a", "b", "c"), Quotes.Kind.RETAIL);
                        MethodFigures figures = memoizer.methods().get(0).figures();
                        System.out.println("FIRST " + price + " hits " + figures.hits() + " misses " + figures.misses());
                        // What is changed before it is written is not kept.
                        while (figures.misses() == 1 && written(memoizer) == 0) {
                            Thread.onSpinWait();
                        }
                        quotes.price("tea", java.util.Set.of("c", "b", "a"), Quotes.Kind.RETAIL).cents().add(7);
                        quotes.price("tea", java.util.Set.of("c", "b", "a"), Quotes.Kind.RETAIL);
                        System.out.println("MUTATIONS " + memoizer.methods().get(0).figures().mutations());
                    };
                }
                private static long written(Memoizer memoizer) {
                    return memoizer.methods().get(0).tiers().get(0).puts().get(TierFigures.Put.STORED);
                }
            }
            """;

    private static final String QUOTES = """
            package shop;
            import java.util.*;
            public class Quotes {
                public enum Kind { RETAIL, TRADE }
                public record Price(String article, List<Integer> cents, Kind kind) implements java.io.Serializable {}
                private final Map<String, Integer> base = new HashMap<>(Map.of("tea", 250));
                @io.memo.Memoize(persist = true, ttl = "1h")
                public Price price(String article, Set<String> tags, Kind kind) {
                    return new Price(article, new ArrayList<>(List.of(base.get(article) * 2)), kind);
                }
            }
            """;

    private static final String PLAIN = QUOTES.replace(" implements java.io.Serializable", "");

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "7.2, P02, P08: after a restart of java -jar the first call is a hit; other code misses; put back, it hits")
    void restartedJar() {
        Path jar = jar("original", QUOTES);
        assertThat(first(jar)).isEqualTo("Price[article=tea, cents=[500], kind=RETAIL] hits 0 misses 1");
        assertThat(first(jar)).isEqualTo("Price[article=tea, cents=[500], kind=RETAIL] hits 1 misses 0");
        assertThat(first(jar("edited", QUOTES.replace("* 2", "* 3"))))
                .isEqualTo("Price[article=tea, cents=[750], kind=RETAIL] hits 0 misses 1");
        assertThat(first(jar)).isEqualTo("Price[article=tea, cents=[500], kind=RETAIL] hits 1 misses 0");
    }

    private Path jar(String name, String quotes) {
        Path classes = folder.resolve(name);
        Compiler.compile(classes, List.of(), MAIN, quotes);
        return Jars.executable(
                Jars.plain(classes, folder.resolve(name + "-plain.jar")), "shop.Main", folder.resolve(name + ".jar"));
    }

    @Test
    @DisplayName("7.2, issue 7: by Fory a record that is not Serializable; the other codec's entries are misses")
    void restartedJarWithFory() {
        Path java = jar("serializable", QUOTES);
        assertThat(first(java)).endsWith(" hits 0 misses 1");
        assertThat(first(java, "--memo.codec=fory")).endsWith(" hits 0 misses 1");
        Path jar = jar("original", PLAIN);
        assertThat(first(jar, "--memo.codec=fory"))
                .isEqualTo("Price[article=tea, cents=[500], kind=RETAIL] hits 0 misses 1");
        assertThat(first(jar, "--memo.codec=fory"))
                .isEqualTo("Price[article=tea, cents=[500], kind=RETAIL] hits 1 misses 0");
        assertThat(first(
                        jar("edited", PLAIN.replace("Kind kind) {}", "Kind kind) { double euros() { return 0; } }")),
                        "--memo.codec=fory"))
                .endsWith(" hits 0 misses 1");
        assertThat(first(jar, "--memo.codec=fory")).endsWith(" hits 1 misses 0");
        assertThat(first(java)).endsWith(" hits 1 misses 0");
    }

    private String first(Path jar, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                jar.toString(),
                "--spring.main.web-application-type=none",
                "--memo.persist.directory=" + folder.resolve("kept")));
        arguments.addAll(List.of(more));
        try (ChildJvm child = ChildJvm.start(arguments.toArray(String[]::new))) {
            String first = child.line("FIRST ", 1);
            assertThat(child.line("MUTATIONS ", 1)).isEqualTo("1");
            return first;
        }
    }
}
