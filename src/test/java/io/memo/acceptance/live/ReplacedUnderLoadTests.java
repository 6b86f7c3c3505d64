package io.memo.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.memo.acceptance.ChildJvm;
import io.memo.acceptance.Compiler;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 18: an agent replaces code under the load of eight threads. */
class ReplacedUnderLoadTests {

    private static final int REPLACEMENTS = Integer.getInteger("memo.replacements", 30);

    private static final String VERSIONS = """
            package shop;
            import io.memo.Memoize;
            @org.springframework.stereotype.Service
            public class Versions {
                @Memoize public String own(int number) { return "version 0"; }
                @Memoize public String called(int number) { return Callee.version(); }
            }
            """;

    private static final String CALLEE =
            "package shop; class Callee { static String version() { return \"version 0\"; } }";

    @TempDir
    Path folder;

    @Test
    @DisplayName("SPEC 6.7: no call returns a result of code that was gone when the call began")
    void noResultOfCodeThatIsGoneIsReturned() {
        Path classes = folder.resolve("classes");
        Compiler.compile(classes, Shop.SOURCES.get("shop.Shop"), VERSIONS, CALLEE);

        try (ChildJvm child = ChildJvm.start(
                Shop.agent(folder),
                Shop.redefiningAgent(folder),
                "-Dreplacements=" + REPLACEMENTS,
                "-Dspring.devtools.restart.enabled=false",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                LoadProgram.class.getName(),
                "--spring.main.web-application-type=none")) {
            String[] result = child.line("RESULT ", 1).split(" ");

            assertThat(result[0]).as("results of code that was gone").isEqualTo("0");
            assertThat(Long.parseLong(result[1])).as("calls").isGreaterThan(REPLACEMENTS * 2_000L);
            assertThat(Long.parseLong(result[2])).as("hits").isGreaterThan(REPLACEMENTS * 1_000L);
        }
    }
}
