package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 6.1: however an application is packed and started, the same code has the same fingerprint, in real processes. */
class PackagingTests {

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
                        MemoizedMethod method = memoizer.methods().get(0);
                        System.out.println("PRICE " + quotes.price(1) + quotes.price(1) + method.figures().hits());
                        System.out.println("FINGERPRINT " + method.fingerprint());
                        System.out.println("MISS " + method.misses().get(0).reason().text());
                    };
                }
            }
            """;

    private static final String QUOTES = """
            package shop;
            public class Quotes {
                @io.memo.Memoize
                public String price(long product) { return "p" + shop.pricing.Tax.on(product); }
            }
            """;

    private static final String TAX = """
            package shop.pricing;
            public class Tax {
                public static long on(long product) { return product * 2; }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("6.1, 6.4: exploded, plain jar, executable jar with a module of its own in BOOT-INF/lib")
    void sameFingerprintHoweverPacked() {
        Path all = classes("all", TAX);
        String exploded = fingerprintOf("-cp", classPath(all), "shop.Main");
        String plain = fingerprintOf("-cp", classPath(Jars.plain(all, folder.resolve("plain.jar"))), "shop.Main");

        assertThat(plain).isEqualTo(exploded);
        assertThat(executable("original", TAX)).isEqualTo(exploded);
        assertThat(executable("edited", TAX.replace("product * 2", "product * 3")))
                .as("code of the module inside the executable jar counts")
                .isNotEqualTo(exploded);
    }

    @Test
    @DisplayName(
            "6.4, 8.2, S07: a DevTools restart sees edited code and says so, and edited back it is the first again")
    void devToolsRestart() {
        Path classes = classes("classes", TAX);
        try (ChildJvm child = ChildJvm.start(
                "-cp",
                classPath(classes),
                "-Dspring.devtools.restart.poll-interval=300ms",
                "-Dspring.devtools.restart.quiet-period=200ms",
                "-Dspring.devtools.livereload.enabled=false",
                "shop.Main",
                "--logging.pattern.console=%m%n",
                "--spring.main.web-application-type=servlet",
                "--server.port=0")) {
            String original = child.line("FINGERPRINT ", 1);
            assertThat(child.line("memo: ", 1)).startsWith("1 method memoized, 0 hashers, 0 findings, packages shop");
            Compiler.compile(classes, MAIN, QUOTES, TAX.replace("product * 2", "product * 3"));
            assertThat(child.line("PRICE ", 2)).isEqualTo("p3p31");
            assertThat(child.line("FINGERPRINT ", 2)).isNotEqualTo(original);
            assertThat(child.line("memo: ", 2)).startsWith("1 method memoized");
            assertThat(child.line("MISS ", 1)).isEqualTo("first call");
            assertThat(child.line("MISS ", 2))
                    .isEqualTo("the code changed since the last start: body of shop.pricing.Tax.on(long) changed");

            Compiler.compile(classes, MAIN, QUOTES, TAX);
            assertThat(child.line("FINGERPRINT ", 3)).isEqualTo(original);
        }
    }

    private String executable(String name, String tax) {
        Path application = folder.resolve(name + "-application");
        Path module = folder.resolve(name + "-module");
        Compiler.compile(module, tax);
        Compiler.compile(application, List.of(module), MAIN, QUOTES);
        Path jar = Jars.executable(
                Jars.plain(application, folder.resolve(name + "-plain.jar")),
                "shop.Main",
                folder.resolve(name + ".jar"),
                Jars.plain(module, folder.resolve(name + "-pricing.jar")));
        return fingerprintOf("-jar", jar.toString());
    }

    private Path classes(String name, String tax) {
        Path classes = folder.resolve(name);
        Compiler.compile(classes, MAIN, QUOTES, tax);
        return classes;
    }

    private static String fingerprintOf(String... arguments) {
        try (ChildJvm child = ChildJvm.start(arguments)) {
            assertThat(child.line("PRICE ", 1)).isIn("p2p21", "p3p31");
            return child.line("FINGERPRINT ", 1);
        }
    }

    private static String classPath(Path first) {
        return Stream.concat(Stream.of(first), Jars.libraries().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
