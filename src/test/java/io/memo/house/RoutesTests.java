package io.memo.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Issue 16: docs/routes.md")
class RoutesTests {

    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    @DisplayName("Issue 16: the routes name types that exist")
    void typesExist() {
        Set<String> types = Sources.java().stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(toSet());
        List<String> named = TYPE.matcher(Sources.page("docs/routes.md"))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(50);
        assertThat(types).containsAll(named);
    }

    @Test
    @DisplayName("Issue 16: each route has ten lines")
    void tenLinesEach() {
        String[] routes = Sources.page("docs/routes.md").split("\n## ");

        assertThat(routes).hasSize(5);
        assertThat(List.of(routes).subList(1, 5))
                .allSatisfy(route -> assertThat(route.lines().filter(line -> line.matches("\\d+\\. .*")))
                        .as(route)
                        .hasSize(10));
    }
}
