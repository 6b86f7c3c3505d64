package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S01: actuator, Micrometer's meters, health: each may be absent, in real processes that lack the jars. */
class OptionalPartsTests {

    private static final String MAIN = """
            package shop;
            import org.springframework.boot.*;
            import org.springframework.context.ApplicationContext;
            import org.springframework.context.annotation.*;
            @org.springframework.boot.autoconfigure.SpringBootApplication(proxyBeanMethods = false)
            public class Main {
                public static void main(String[] arguments) { SpringApplication.run(Main.class, arguments).close(); }
                @Bean ApplicationRunner show(ApplicationContext context, Quotes quotes) {
                    return arguments -> System.out.println("RAN " + (quotes.price(1) == quotes.price(1))
                            + " endpoint " + context.containsBean("memoEndpoint")
                            + " info " + context.containsBean("memoInfoContributor")
                            + " meters " + context.containsBean("memoMeters")
                            + " caches " + context.containsBean("memoCacheMeters")
                            + " observations " + context.containsBean("memoComputationObservations"));
                }
                @org.springframework.stereotype.Service
                public static class Quotes {
                    @io.memo.Memoize
                    public String price(long product) { return "p" + product; }
                }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "without {0}")
    @DisplayName("S01, issue 6: an application without some of them starts and memoizes")
    @CsvSource(
            delimiter = '|',
            value = {
                "boot-devtools                        | true  | true  | true",
                "micrometer-core,boot-micrometer      | true  | false | true",
                "boot-actuator,boot-health            | false | true  | true",
                "boot-actuator,boot-health,micrometer | false | false | false"
            })
    void contextStartsWithEachPartMissing(String absent, boolean actuator, boolean meters, boolean observations) {
        Compiler.compile(folder, MAIN);
        String classPath = classPathWithout(absent);
        try (ChildJvm child = ChildJvm.start(
                "-cp",
                classPath,
                "-Dspring.devtools.restart.enabled=false",
                "shop.Main",
                "--spring.main.web-application-type=none",
                "--management.endpoints.web.exposure.include=*",
                "--memo.observations.enabled=true")) {
            assertThat(child.line("RAN ", 1))
                    .isEqualTo(
                            "true endpoint %1$s info %1$s meters %2$s caches %2$s observations %3$s",
                            actuator, meters, observations);
        }
    }

    @Test
    @DisplayName("S06, issue 7: memo.codec=fory without Fory keeps the application from starting, with the remedy")
    void codecThatIsNotThere() {
        Compiler.compile(folder, MAIN);
        try (ChildJvm child = ChildJvm.start(
                "-cp",
                classPathWithout("fory-core"),
                "-Dspring.devtools.restart.enabled=false",
                "shop.Main",
                "--spring.main.web-application-type=none",
                "--memo.codec=fory")) {
            assertThat(child.line("Invalid value 'fory' for configuration property 'memo.codec'", 1))
                    .contains("Validation failed");
            assertThat(child.line("Apache Fory is not on the class path: ", 1))
                    .isEqualTo("add the dependency org.apache.fory:fory-core, or leave the property out for Java"
                            + " serialization.");
        }
    }

    private String classPathWithout(String absent) {
        return Stream.concat(Stream.of(folder), Jars.libraries().stream().filter(library -> isPresent(library, absent)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isPresent(Path library, String absent) {
        return Stream.of(absent.split(","))
                .noneMatch(part -> library.getFileName().toString().contains(part.strip()));
    }
}
