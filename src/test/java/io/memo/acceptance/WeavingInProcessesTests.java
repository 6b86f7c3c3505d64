package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Woven code in real processes: by AspectJ's agent, by Spring's, by ajc without an agent, with Spring and without. */
@DisplayName("SPEC 12.1")
class WeavingInProcessesTests {

    /** Says for each kind of call how often the body ran. */
    private static final String MAIN = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import org.springframework.boot.*;
            import org.springframework.context.annotation.*;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Shop {
                public static void main(String[] arguments) {
                    SpringApplication application = new SpringApplication(Shop.class);
                    application.setBannerMode(Banner.Mode.OFF);
                    try (var context = application.run(arguments)) {
                        Quotes quotes = context.getBean(Quotes.class);
                        quotes.price(1);
                        quotes.twice(1);
                        quotes.twice(1);
                        new Line(3).doubled();
                        new Line(3).doubled();
                        System.out.println("RUNS " + io.memo.acceptance.WeavingRuns.all());
                        Memoizer memoizer = context.getBean(Memoizer.class);
                        for (MemoizedMethod method : memoizer.methods()) {
                            System.out.println("METHOD " + method.name() + " " + method.figures().hits() + " hits " + method.figures().misses() + " misses");
                        }
                        System.out.println("DONE");
                    }
                }
            }
            """;

    private static final String BY_CONTEXT = """
            package shop;
            import org.springframework.context.annotation.*;
            @Configuration(proxyBeanMethods = false)
            @EnableLoadTimeWeaving(aspectjWeaving = EnableLoadTimeWeaving.AspectJWeaving.ENABLED)
            class WeavingByContext { }
            """;

    private static final String BY_MAIN = """
            package shop;
            import org.springframework.context.weaving.AspectJWeavingEnabler;
            import org.springframework.instrument.classloading.InstrumentationLoadTimeWeaver;
            public class Early {
                public static void main(String[] arguments) {
                    ClassLoader loader = Early.class.getClassLoader();
                    AspectJWeavingEnabler.enableAspectJWeaving(new InstrumentationLoadTimeWeaver(loader), loader);
                    Shop.main(arguments);
                }
            }
            """;

    private static final String QUOTES = """
            package shop;
            import io.memo.*;
            import io.memo.acceptance.WeavingRuns;
            @org.springframework.stereotype.Service
            public class Quotes {
                @Memoize public String price(long product) { WeavingRuns.ran("price"); return "p" + product; }
                @Memoize private String secret(long product) { WeavingRuns.ran("secret"); return "s" + product; }
                @Memoize public static String rate(int percent) { WeavingRuns.ran("rate"); return "r" + percent; }
                public String twice(long product) { return price(product) + secret(product) + rate(7); }
            }
            """;

    private static final String LINE = """
            package shop;
            public class Line {
                private final int pieces;
                Line(int pieces) { this.pieces = pieces; }
                @io.memo.Memoize final int doubled() { io.memo.acceptance.WeavingRuns.ran("doubled"); return 2 * pieces; }
            }
            """;

    private static final String WITHOUT_SPRING = """
            package shop;
            import io.memo.*;
            public class Alone {
                public static void main(String[] arguments) {
                    new Quotes().twice(1);
                    new Quotes().twice(1);
                    System.out.println("RUNS " + io.memo.acceptance.WeavingRuns.all());
                    Memoizer memoizer = io.memo.aspectj.OutsideSpring.memoizer();
                    memoizer.clear("Quotes.rate");
                    new Quotes().twice(1);
                    System.out.println("THEN " + io.memo.acceptance.WeavingRuns.all());
                    System.out.println("ENTRIES " + memoizer.methods().size());
                }
            }
            """;

    private static final String EACH_ONCE = "{doubled=1, price=1, rate=1, secret=1}";

    @TempDir
    private Path folder;

    private ChildJvm start(List<String> options, String main) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dspring.main.web-application-type=none",
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                main));
        return ChildJvm.start(command.toArray(String[]::new));
    }

    /** Only what is the application's, as its own aop.xml says: the weaver would look at every class there is. */
    private List<String> agent() {
        Compiler.compile(folder, MAIN, QUOTES, LINE);
        write(folder.resolve("META-INF/aop.xml"), """
                <aspectj><weaver><include within="shop..*"/></weaver></aspectj>
                """);
        return List.of("-javaagent:" + Weaving.agent());
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertWoven(ChildJvm shop) {
        assertThat(shop.line("RUNS ", 1)).isEqualTo(EACH_ONCE);
        shop.line("DONE", 1);
        assertThat(shop.lines())
                .contains(
                        "METHOD Quotes.price 2 hits 1 misses",
                        "METHOD Quotes.secret 1 hits 1 misses",
                        "METHOD Quotes.rate 1 hits 1 misses",
                        "METHOD Line.doubled 1 hits 1 misses")
                .noneMatch(line -> line.contains("[self-call]") || line.contains("[not-interceptable]"));
    }

    @Test
    @DisplayName("AspectJ's agent weaves what is loaded")
    void agentWeaves() {
        try (ChildJvm shop = start(agent(), "shop.Shop")) {
            assertWoven(shop);
        }
    }

    @Test
    @DisplayName("Spring's agent weaves what is loaded after main has asked for it")
    void agentOfSpringWeaves() {
        agent();
        Compiler.compile(folder, List.of(folder), BY_MAIN);
        try (ChildJvm shop = start(List.of("-javaagent:" + Weaving.jar("spring-instrument")), "shop.Early")) {
            assertWoven(shop);
        }
    }

    @Test
    @DisplayName(
            "@EnableLoadTimeWeaving comes too late for beans that Boot's conditions look at: their findings stay, others are woven")
    void weavingByTheContextComesLate() {
        agent();
        Compiler.compile(folder, List.of(folder), BY_CONTEXT);
        try (ChildJvm shop = start(List.of("-javaagent:" + Weaving.jar("spring-instrument")), "shop.Shop")) {
            assertThat(shop.line("RUNS ", 1)).isEqualTo("{doubled=1, price=3, rate=2, secret=2}");
            assertThat(shop.lines()).anyMatch(line -> line.contains("[self-call] Quotes.price"));
        }
    }

    @Test
    @DisplayName("what ajc has woven needs no agent")
    void wovenClassFilesNeedNoAgent() {
        agent();
        Weaving.weave(folder);
        try (ChildJvm shop = start(List.of(), "shop.Shop")) {
            assertWoven(shop);
        }
    }

    @Test
    @DisplayName("what ajc has woven is not woven again by an agent")
    void agentLeavesWovenClassFilesAsTheyAre() {
        List<String> agent = agent();
        Weaving.weave(folder);
        try (ChildJvm shop = start(agent, "shop.Shop")) {
            assertWoven(shop);
        }
    }

    @Test
    @DisplayName("without an agent nothing is woven, and the findings say so")
    void nothingIsWovenWithoutAnAgent() {
        agent();
        try (ChildJvm shop = start(List.of(), "shop.Shop")) {
            assertThat(shop.line("RUNS ", 1)).isEqualTo("{doubled=2, price=3, rate=2, secret=2}");
            assertThat(shop.lines())
                    .anyMatch(line -> line.contains("[self-call] Quotes.price"))
                    .anyMatch(line -> line.contains("[not-interceptable]") && line.contains("Quotes.rate"));
        }
    }

    @Test
    @DisplayName("without a Spring context one of memo's own answers, by the properties of the system")
    void processesWithoutSpringAreMemoized() {
        List<String> options = new ArrayList<>(agent());
        options.add("-Dmemo.methods.Quotes.price.enabled=false");
        Compiler.compile(folder, List.of(folder), WITHOUT_SPRING);
        try (ChildJvm alone = start(options, "shop.Alone")) {
            assertThat(alone.line("RUNS ", 1)).isEqualTo("{price=2, rate=1, secret=1}");
            assertThat(alone.line("THEN ", 1)).isEqualTo("{price=3, rate=2, secret=1}");
            assertThat(alone.line("ENTRIES ", 1)).isEqualTo("3");
        }
    }
}
