package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.shared.RedisServerFixture;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 12.5: libraries in the versions that the BOM of an application may pick, each in a process of its own. */
class VersionsTests {

    private static final Path VERSIONS = Path.of("target", "versions");

    private static final String MAIN = """
            package shop;
            import io.memo.*;
            import java.util.*;
            import org.springframework.boot.*;
            import org.springframework.context.annotation.*;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Main {
                public static void main(String[] arguments) { SpringApplication.run(Main.class, arguments).close(); }
                @Bean ApplicationRunner show(Memoizer memoizer, Quotes quotes) {
                    return arguments -> {
                        while (memoizer.methods().stream().flatMap(m -> m.tiers().stream()).anyMatch(TierFigures::readsPaused)) {
                            Thread.onSpinWait();
                        }
                        List<String> lines = quotes.lines(2);
                        System.out.println("LINES " + lines + (quotes.lines(2) == lines));
                        System.out.println("PRICE " + quotes.price(2) + (quotes.price(2) == quotes.price(2)));
                        System.out.println("TIERS " + memoizer.methods().stream()
                                .filter(m -> m.name().equals("Quotes.lines")).findFirst().orElseThrow()
                                .tiers().stream().map(TierFigures::tier).toList());
                    };
                }
                @org.springframework.stereotype.Service
                public static class Quotes {
                    private final Tax tax = n -> n * 3;
                    @Memoize(ttl = "10m", maxEntries = 10, persist = true)
                    public List<String> lines(int product) { return new ArrayList<>(List.of("p" + tax.on(product))); }
                    @Memoize(unless = "#result == null")
                    public Price price(long product) { return new Price(product, new int[] {1, 2}); }
                }
                public interface Tax { int on(int n); }
                public record Price(long product, int[] parts) {
                    @Override public String toString() { return "p" + product; }
                }
            }
            """;

    private static final String REDIS = """
            package shop;
            import org.springframework.context.annotation.*;
            import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
            @Configuration(proxyBeanMethods = false)
            public class Redis {
                @Bean LettuceConnectionFactory connections(org.springframework.core.env.Environment environment) {
                    return new LettuceConnectionFactory("localhost", environment.getRequiredProperty("redis", Integer.class));
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() {
        Compiler.compile(folder.resolve("classes"), MAIN);
    }

    @ParameterizedTest
    @DisplayName("Issue 12.5: the oldest and the newest versions that may meet memoize, in memory and on disk")
    @ValueSource(
            strings = {
                "caffeine-3.0.0",
                "caffeine-3.2.4",
                "aspectjweaver-1.9.19",
                "aspectjweaver-1.9.25.1",
                "micrometer-core-1.16.0",
                "asm-9.8"
            })
    void otherVersions(String library) {
        memoizesOnDisk(library);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    @DisplayName("Issue 12.5: the oldest ASM that reads classes of Java 17")
    void oldestAsm() {
        memoizesOnDisk("asm-9.1");
    }

    @Test
    @DisplayName("Issue 12.5: Fory of another version costs the tier, not the memory, and says so once")
    void foryThatDoesNotFit() {
        try (ChildJvm child = start("fory-core-0.16.0", List.of("--memo.codec=fory"))) {
            assertThat(child.line("LINES ", 1)).isEqualTo("[p6]true");
            assertThat(child.line("PRICE ", 1)).isEqualTo("p2true");
            assertThat(child.line("TIERS ", 1)).isEqualTo("[]");
            assertThat(child.lines())
                    .filteredOn(line -> line.contains("Results are kept in memory only"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("Issue 12.5: results are shared through an older Lettuce")
    void olderLettuce() {
        Compiler.compile(folder.resolve("classes"), List.of(folder.resolve("classes")), REDIS);
        try (RedisServerFixture redis = RedisServerFixture.start();
                ChildJvm child = start(
                        "lettuce-core-7.4.0.RELEASE",
                        List.of(
                                "--redis=" + redis.port(),
                                "--memo.shared.enabled=true",
                                "--memo.shared.unsigned=true",
                                "--memo.shared.deadline=5s"))) {
            assertThat(child.line("LINES ", 1)).isEqualTo("[p6]true");
            assertThat(child.line("TIERS ", 1)).isEqualTo("[disk, shared]");
        }
    }

    private void memoizesOnDisk(String library) {
        try (ChildJvm child = start(library, List.of())) {
            assertThat(child.line("LINES ", 1)).isEqualTo("[p6]true");
            assertThat(child.line("PRICE ", 1)).isEqualTo("p2true");
            assertThat(child.line("TIERS ", 1)).isEqualTo("[disk]");
            assertThat(child.lines()).noneMatch(line -> line.contains("This is a fault of memo"));
        }
    }

    private ChildJvm start(String library, List<String> properties) {
        List<String> command = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathWith(library),
                "-Dspring.devtools.restart.enabled=false",
                "shop.Main",
                "--spring.main.web-application-type=none",
                "--spring.application.name=shop",
                "--memo.persist.directory=" + folder.resolve("results")));
        command.addAll(properties);
        return ChildJvm.start(command.toArray(String[]::new));
    }

    /** The other version in the place of the one that is there, which proves that it is there. */
    private String classPathWith(String library) {
        Path other = VERSIONS.resolve(library + ".jar").toAbsolutePath();
        assertThat(other).as("copied by the build of this module").exists();
        String name = library.replaceFirst("-[0-9].*", "");
        List<Path> libraries = Jars.libraries();
        List<Path> others = libraries.stream()
                .filter(each -> !each.getFileName().toString().matches(name + "-[0-9].*"))
                .toList();
        assertThat(others).as("without " + name).hasSize(libraries.size() - 1);
        return Stream.concat(Stream.of(folder.resolve("classes"), other), others.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
