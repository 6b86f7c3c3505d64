package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Issue 12.15: what an application gets by the one dependency. */
class StarterTests {

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>[^<]*</groupId>\\s*<artifactId>([^<]*)</artifactId>");

    @Test
    @DisplayName("Issue 12.5, 12.15: the starter brings no metrics and no library for tiers that nobody uses")
    void bringsNothingElse() throws IOException {
        assertThat(dependencies("../../memo-spring-boot-starter/pom.xml"))
                .containsExactlyInAnyOrder(
                        "memo-core", "memo-spring-boot-autoconfigure", "spring-boot-starter-aspectj");
        assertThat(dependencies("../../memo-core/pom.xml"))
                .contains("asm", "caffeine", "slf4j-api", "jspecify")
                .noneMatch(artifact -> artifact.contains("resilience4j"));
    }

    private static List<String> dependencies(String pom) throws IOException {
        return DEPENDENCY
                .matcher(Files.readString(Path.of(pom)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
