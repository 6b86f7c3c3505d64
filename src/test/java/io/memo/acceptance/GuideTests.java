package io.memo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide in docs: its Java compiles, its links lead somewhere. Whole programs are run by {@link ProgrammaticUseTests}. */
class GuideTests {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");
    private static final Pattern SECTION = Pattern.compile("]\\((?!https?:)([^)#]*)#([^)]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final String COMPILED = compiled();

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName(
            "every paragraph of Java on a page is in a source of the package guide, white space and comments aside")
    void javaIsCompiled(Path page) {
        for (String block : find(JAVA, page)) {
            if (!block.startsWith("package ")) {
                for (String paragraph : block.split("\\R\\s*\\R")) {
                    assertThat(COMPILED).as("compiled: %s", paragraph).contains(bare(paragraph));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("every link to a file of the project leads to one")
    void linksLeadSomewhere(Path page) {
        for (String link : find(LINK, page)) {
            assertThat(page.resolveSibling(link)).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("every link to a section leads to one")
    void sectionsExist(Path page) {
        SECTION.matcher(read(page)).results().forEach(link -> {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(sections(target)).as("sections of %s", target).contains(link.group(2));
        });
    }

    /** As those who host repositories name them. */
    private static List<String> sections(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    @DisplayName("every page is linked from the first one")
    void everyPageIsLinked() throws IOException {
        List<String> linked = find(LINK, ROOT.resolve("docs/README.md"));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
                    .allSatisfy(name -> assertThat(linked).contains(name));
        }
    }

    @Test
    @DisplayName("Issue 16: the first page is short: 120 lines of 120 characters")
    void firstPageIsShort() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md")))
                .hasSizeLessThanOrEqualTo(120)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            List<Path> found = pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            Stream<Path> atTheRoot = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                    .map(ROOT::resolve);
            return Stream.concat(atTheRoot, found.stream());
        }
    }

    private static List<String> find(Pattern pattern, Path page) {
        return pattern.matcher(read(page)).results().map(GuideTests::first).toList();
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }

    private static String compiled() {
        try (Stream<Path> sources = Files.walk(Path.of("java/guide"))) {
            return sources.filter(Files::isRegularFile)
                    .sorted()
                    .map(source -> bare(read(source)))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String text) {
        return text.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
