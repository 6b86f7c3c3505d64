package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F27, T05: an application that DevTools restarts ten times, in a real process, while its classes change. */
class DevToolsRestartTests {

    private static final String MAIN = """
            package shop;
            import io.memo.*;
            import java.lang.ref.WeakReference;
            import java.util.*;
            import java.util.function.Supplier;
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
                        List<String> words = quotes.words(1);
                        Object before = System.getProperties().put("test.words", words);
                        show(memoizer, "words", before == null ? "first" : before == words ? "same" : "other");
                        show(memoizer, "price", quotes.price(1));
                        show(memoizer, "tax", quotes.tax(10));
                        show(memoizer, "grown", quotes.grown(1));
                        show(memoizer, "spoilt", quotes.spoilt(1));
                        quotes.spoilt(1).add("spoilt");
                        show(memoizer, "sorted", quotes.sorted(1));
                        show(memoizer, "nothing", quotes.nothing(1));
                        System.out.println("STARTED");
                        loaders().add(new WeakReference<>(Main.class.getClassLoader()));
                        if (Last.start()) {
                            System.out.println("LOADERS " + living());
                        }
                    };
                }
                private static void show(Memoizer memoizer, String name, Object value) {
                    String figures = memoizer.methods().stream()
                            .filter(method -> method.name().equals("Quotes." + name))
                            .map(method -> method.figures().hits() + " hits " + method.figures().mutations() + " mutations")
                            .findFirst().orElse("off");
                    System.out.println(name + " " + value + " " + figures);
                }
                @SuppressWarnings("unchecked")
                private static List<WeakReference<ClassLoader>> loaders() {
                    return (List<WeakReference<ClassLoader>>)
                            System.getProperties().computeIfAbsent("test.loaders", name -> new ArrayList<>());
                }
                private static long living() {
                    long least = Long.MAX_VALUE;
                    for (int i = 0; i < 5; i++) {
                        try {
                            // What is softly reachable goes before memory does.
                            List<long[]> all = new ArrayList<>();
                            while (true) {
                                all.add(new long[1 << 20]);
                            }
                        } catch (OutOfMemoryError e) {
                            // The JDK's serialization lets go of cleared classes when it is used next.
                            java.io.ObjectStreamClass.lookup(ArrayList.class);
                            System.gc();
                        }
                        least = Math.min(least, loaders().stream().filter(each -> each.get() != null).count());
                    }
                    return least;
                }
            }
            """;

    private static final String QUOTES = """
            package shop;
            import io.memo.Memoize;
            import java.util.*;
            public class Quotes {
                public record Price(String article, List<Integer> cents) implements java.io.Serializable {}
                public record Grown(int cents) implements java.io.Serializable {}
                @Memoize
                public List<String> words(int number) { return new ArrayList<>(List.of("word" + number)); }
                @Memoize
                public Price price(int number) { return new Price("tea", new ArrayList<>(List.of(number))); }
                @Memoize
                public int tax(int cents) { return Tax.on(cents); }
                @Memoize
                public Object grown(int number) { return make(number); }
                private static Object make(int number) {
                    try {
                        return Class.forName("shop.Quotes$Grown").getDeclaredConstructor(int.class).newInstance(number);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }
                @Memoize
                public List<String> spoilt(int number) { return new ArrayList<>(); }
                @Memoize
                public Set<String> sorted(int number) {
                    Set<String> sorted = new TreeSet<>((one, other) -> other.compareTo(one));
                    sorted.addAll(List.of("a", "b"));
                    return sorted;
                }
                @Memoize
                public String nothing(int number) { return null; }
            }
            """;

    private static final String TAX = """
            package shop;
            public class Tax {
                public static int on(int cents) { return cents * 2; }
            }
            """;

    private static final String LAST = """
            package shop;
            public class Last {
                public static boolean start() { return false; }
            }
            """;

    private static final int RESTARTS = 10;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("F27: unchanged methods hit, changed ones miss, nothing of an earlier start is returned or kept alive")
    void tenRestarts() {
        try (ChildJvm child = start("with", "--memo.enabled=true");
                ChildJvm without = start("without", "--memo.enabled=false")) {
            restart(child, without);
            List<String> errors = child.lines().stream()
                    .filter(line -> line.contains("Exception") || line.contains("ERROR"))
                    .toList();
            assertThat(errors).isEmpty();
            for (int n = 1; n <= RESTARTS + 1; n++) {
                boolean first = n == 1;
                assertThat(child.line("words ", n))
                        .isEqualTo(first ? "first 0 hits 0 mutations" : "same 1 hits 0 mutations");
                assertThat(child.line("price ", n))
                        .isEqualTo("Price[article=tea, cents=[1]] %d hits 0 mutations", first ? 0 : 1);
                assertThat(child.line("spoilt ", n)).isEqualTo("[] 0 hits 0 mutations");
                assertThat(child.line("sorted ", n)).isEqualTo("[b, a] 0 hits 0 mutations");
                assertThat(child.line("nothing ", n)).isEqualTo("null %d hits 0 mutations", first ? 0 : 1);
            }
            assertThat(lines(child, "tax "))
                    .containsExactly(
                            "20 0 hits 0 mutations",
                            "30 0 hits 0 mutations",
                            "40 0 hits 0 mutations",
                            "20 1 hits 0 mutations",
                            "30 1 hits 0 mutations",
                            "40 1 hits 0 mutations",
                            "20 1 hits 0 mutations",
                            "30 1 hits 0 mutations",
                            "40 1 hits 0 mutations",
                            "20 1 hits 0 mutations",
                            "30 1 hits 0 mutations");
            assertThat(lines(child, "grown ")).satisfies(grown -> {
                assertThat(grown.subList(1, 5)).allMatch("Grown[cents=1] 1 hits 0 mutations"::equals);
                assertThat(grown.get(5)).isEqualTo("Grown[cents=1, currency=EUR] 0 hits 0 mutations");
                assertThat(grown.subList(6, 11)).allMatch("Grown[cents=1, currency=EUR] 1 hits 0 mutations"::equals);
            });
            assertThat(loaders(child)).isPositive().isLessThanOrEqualTo(loaders(without));
        }
    }

    @Test
    @DisplayName("T05: memo.devtools.keep-results=false lets each restart begin with nothing")
    void switchedOff() {
        try (ChildJvm child = start("off", "--memo.devtools.keep-results=false")) {
            child.line("STARTED", 1);
            replace("off", MAIN, QUOTES, LAST, TAX.replace("* 2", "* 3"));
            child.line("STARTED", 2);
            assertThat(child.line("words ", 2)).isEqualTo("other 0 hits 0 mutations");
        }
    }

    private List<String> lines(ChildJvm child, String beginning) {
        List<String> lines = new ArrayList<>();
        for (int n = 1; n <= RESTARTS + 1; n++) {
            lines.add(child.line(beginning, n));
        }
        return lines;
    }

    private void restart(ChildJvm with, ChildJvm without) {
        with.line("STARTED", 1);
        without.line("STARTED", 1);
        for (int n = 1; n <= RESTARTS; n++) {
            String tax = TAX.replace("* 2", "* " + (2 + n % 3));
            String quotes = n < 5 ? QUOTES : QUOTES.replace("Grown(int cents) implements java.io.Serializable {}", """
                            Grown(int cents, String currency) implements java.io.Serializable {
                                public Grown(int cents) { this(cents, "EUR"); }
                            }""");
            String last = n < RESTARTS ? LAST : LAST.replace("false", "true");
            replace("with", MAIN, quotes, last, tax);
            replace("without", MAIN, quotes, last, tax);
            with.line("STARTED", n + 1);
            without.line("STARTED", n + 1);
        }
    }

    /** Puts what changed there within moments: of a compiler that takes its time DevTools would make two restarts. */
    private void replace(String name, String... sources) {
        Path compiled = folder.resolve(name + "-compiled");
        Compiler.compile(compiled, sources);
        try (Stream<Path> files = Files.walk(compiled)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(name).resolve(compiled.relativize(file));
                if (Files.notExists(target) || Files.mismatch(file, target) >= 0) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many class loaders of the application live in the end. */
    private static long loaders(ChildJvm child) {
        return Long.parseLong(child.line("LOADERS ", 1));
    }

    private ChildJvm start(String name, String... arguments) {
        Path classes = folder.resolve(name);
        Compiler.compile(classes, MAIN, QUOTES, LAST, TAX);
        String classPath = Stream.concat(Stream.of(classes), Jars.libraries().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return ChildJvm.start(Stream.concat(
                        Stream.of(
                                "-Xmx192m",
                                "-cp",
                                classPath,
                                "-Dspring.devtools.restart.poll-interval=300ms",
                                "-Dspring.devtools.restart.quiet-period=200ms",
                                "-Dspring.devtools.livereload.enabled=false",
                                "shop.Main",
                                "--logging.pattern.console=%p %m%n",
                                "--spring.main.web-application-type=servlet",
                                "--server.port=0"),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }
}
