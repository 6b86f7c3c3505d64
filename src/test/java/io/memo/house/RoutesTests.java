package io.memo.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Issue 16: docs/routes.md")
class RoutesTests {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    @DisplayName("Issue 16: the routes name types that exist")
    void typesExist() throws IOException {
        Set<String> types;
        try (Stream<Path> files = Files.walk(ROOT)) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(toSet());
        }
        List<String> named = TYPE.matcher(Files.readString(ROOT.resolve("docs/routes.md")))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(types).containsAll(named);
    }

    @Test
    @DisplayName("Issue 16: each route has ten lines")
    void tenLinesEach() throws IOException {
        String[] routes = Files.readString(ROOT.resolve("docs/routes.md")).split("\n## ");

        assertThat(routes).hasSize(5);
        assertThat(List.of(routes).subList(1, 5))
                .allSatisfy(route -> assertThat(route.lines().filter(line -> line.matches("\\d+\\. .*")))
                        .as(route)
                        .hasSize(10));
    }
}
