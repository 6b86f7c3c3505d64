package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issue 14: what the pages on results outside the process promise, tests have seen. Each paragraph, each point of a list and each table
 * ends with a comment, which readers of the page do not see:
 *
 * <pre>
 * &lt;!-- seen by: SharedClearTests.otherMachinesAreEmptied, SharedSoakTests.loadStaysWithinBounds --&gt;   tests, by class and method
 * &lt;!-- measured: benchmarks.md --&gt;                               a page of docs
 * &lt;!-- no promise --&gt;                                            it asks something of the reader, or leads to what follows
 * </pre>
 */
class PromisesTests {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern COMMENT = Pattern.compile("<!-- (seen by|measured|no promise)(?:: ([^>]*))? -->");
    private static final Pattern POINT = Pattern.compile("(- |\\d+\\. ).*");
    private static final Map<String, String> SOURCES = sources();

    @ParameterizedTest
    @ValueSource(strings = {"shared.md", "security.md", "sizing.md", "persist.md"})
    @DisplayName("SPEC 7, issue 14: each paragraph names the tests that saw what it promises, and there are such tests")
    void paragraphsAreSeen(String page) throws IOException {
        List<String> paragraphs =
                paragraphs(Files.readString(ROOT.resolve("docs").resolve(page)));

        assertThat(paragraphs).hasSizeGreaterThan(5).allSatisfy(PromisesTests::assertSeen);
    }

    @Test
    void whatNobodySawIsFound() {
        assertThatThrownBy(() -> assertSeen("It is never slow.")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSeen("It is never slow. <!-- seen by: PromisesTests.itIsFast -->"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSeen("It is never slow. <!-- seen by: FastTests.itIsFast -->"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertSeen("It is never slow. <!-- measured: nowhere.md -->"))
                .isInstanceOf(AssertionError.class);
        assertSeen("It is found. <!-- seen by: PromisesTests.whatNobodySawIsFound -->");
        assertThat(paragraphs("# Head\n\nfirst\nline\n- one\n- two\n\n```\ncode\n```\nlast"))
                .containsExactly("first\nline", "- one", "- two", "last");
    }

    private static void assertSeen(String paragraph) {
        List<MatchResult> comments = COMMENT.matcher(paragraph).results().toList();
        assertThat(comments).as(paragraph).isNotEmpty();
        for (MatchResult comment : comments) {
            String named = comment.group(2) == null ? "" : comment.group(2);
            switch (comment.group(1)) {
                case "seen by" -> assertThat(named.split(",\\s*")).allSatisfy(PromisesTests::assertIsTest);
                case "measured" ->
                    assertThat(ROOT.resolve("docs").resolve(named)).exists();
                default -> assertThat(comment.group(2)).as(paragraph).isNull();
            }
        }
    }

    private static void assertIsTest(String named) {
        String[] parts = named.strip().split("\\.");
        assertThat(parts).as(named).hasSize(2);
        assertThat(SOURCES).containsKey(parts[0]);
        assertThat(Pattern.compile("@(Test|ParameterizedTest|RepeatedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
                                + parts[1] + "\\(")
                        .matcher(SOURCES.get(parts[0]))
                        .find())
                .as("%s is a test", named)
                .isTrue();
    }

    private static List<String> paragraphs(String page) {
        List<String> paragraphs = new ArrayList<>();
        List<String> current = new ArrayList<>();
        boolean code = false;
        for (String line : (page + "\n\n").split("\\R", -1)) {
            boolean fence = line.startsWith("```");
            boolean text = !fence && !code && !line.isBlank() && !line.startsWith("#");
            if ((!text || POINT.matcher(line).matches()) && !current.isEmpty()) {
                paragraphs.add(String.join("\n", current));
                current.clear();
            }
            if (text) {
                current.add(line);
            }
            code ^= fence;
        }
        return paragraphs;
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.getFileName().toString().endsWith("Tests.java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            PromisesTests::read,
                            String::concat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
